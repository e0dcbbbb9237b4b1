#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "indexer/import/importer.h"
#include "indexer/system.h"

namespace retold {

/// Why a file cannot be read as a whole: thrown within the readers of office files, caught by
/// readOffice(), told as ReadResult::unreadable.
struct Unreadable {
  std::string reason;
};

/// The parts of a zip package (docx, odt, xlsx, ods, epub) by name, unpacked in one pass. Names are
/// compared without case, "\" as "/", without "/" in front; of two parts of one name the first
/// counts. A damaged package gives what can still be unpacked. One thread.
class Package {
 public:
  /// Unpacks the parts that `wanted` (lower-case name) wants. `kind` names the file in sentences:
  /// "Word document". Throws Unreadable for what is no zip file, for one with a password, and for a
  /// package that exceeds ReadLimits::unpacked or members, or unpacks to an absurd multiple.
  Package(std::string_view bytes, std::string_view kind, const ReadLimits& limits,
          const std::function<bool(std::string_view name)>& wanted);

  /// The part, or null. It lives as long as the package and is not taken.
  const std::string* find(std::string_view name) const;
  /// The part, moved out; empty where there is none.
  std::string take(std::string_view name);
  /// True where the package has a part of this name, also where it was not wanted.
  bool has(std::string_view name) const;
  /// All parts that were unpacked, by their lower-case names.
  const std::map<std::string, std::string, std::less<>>& parts() const { return parts_; }

  /// What is damaged, for the user; "" where nothing is.
  const std::string& damage() const { return damage_; }

 private:
  void unpack(std::string_view bytes, const ReadLimits& limits,
              const std::function<bool(std::string_view name)>& wanted);

  std::map<std::string, std::string, std::less<>> parts_;
  std::map<std::string, bool, std::less<>> names_;
  std::string kind_;
  std::string damage_;
};

/// Throws Unreadable where the bytes are an office file that a password protects, an older binary
/// office file, empty, or no zip file.
void requireZip(std::string_view bytes, std::string_view kind);

/// What to tell of a file that is protected by a password.
std::string passwordReason(std::string_view kind);

/// "word/media/../document.xml" relative to the part `base`, as Package names it.
std::string partName(std::string_view base, std::string_view target);

/// Runs the reading of an office file: Unreadable becomes ReadResult::unreadable, and a lack of
/// memory names the option that raises the limit.
ReadResult readOffice(const ReadLimits& limits, const std::function<void(ReadResult&)>& reading);

/// "1 comment", "12 comments".
std::string counted(std::uint64_t count, std::string_view one, std::string_view many);

}  // namespace retold
