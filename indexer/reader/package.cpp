#include "indexer/reader/package.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <memory>
#include <new>
#include <vector>

#include "indexer/system.h"

namespace retold {

namespace {

/// Deflate packs a run of one byte a thousandfold; office files stay far below this.
constexpr std::uint64_t kMostRatio = 400;
constexpr std::uint64_t kRatioCountsFrom = 64ull << 20;

struct ArchiveCloser {
  void operator()(archive* reader) const { archive_read_free(reader); }
};
using Archive = std::unique_ptr<archive, ArchiveCloser>;

std::string canonical(std::string_view name) {
  std::string lower;
  lower.reserve(name.size());
  for (const char c : name) {
    if (c == '\\') {
      lower += '/';
    } else {
      lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  lower.erase(0, std::min(lower.find_first_not_of('/'), lower.size()));
  return lower;
}

Archive openZip(std::string_view bytes, bool seek) {
  Archive reader(archive_read_new());
  if (!reader) throw std::bad_alloc();
  if (seek) {
    archive_read_support_format_zip_seekable(reader.get());
  } else {
    archive_read_support_format_zip_streamable(reader.get());
  }
  if (archive_read_open_memory(reader.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) {
    return nullptr;
  }
  return reader;
}

/// The bytes of the entry, as far as they can be unpacked; false where the rest is damaged.
/// `room` is what may still be unpacked; more throws. Block by block: archive_read_data() would
/// drop what it has when the next block is damaged.
bool unpackEntry(archive* reader, std::string& out, std::uint64_t room,
                 const std::string& tooLarge) {
  while (true) {
    const void* block = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    const int status = archive_read_data_block(reader, &block, &size, &offset);
    if (status == ARCHIVE_EOF) return true;
    if (status < ARCHIVE_WARN) return false;
    if (size > room || out.size() > room - size) throw Unreadable{tooLarge};
    out.append(static_cast<const char*>(block), size);
  }
}

bool hasUtf16(std::string_view bytes, std::string_view ascii) {
  std::string wide;
  for (const char c : ascii) {
    wide += c;
    wide += '\0';
  }
  return bytes.find(wide) != std::string_view::npos;
}

std::string firstBytesReason(std::string_view bytes, std::string_view kind) {
  std::string_view looks = "it is no zip package";
  const std::string_view begin = bytes.substr(0, 512);
  if (begin.starts_with("%PDF")) {
    looks = "it is a PDF; rename it to .pdf";
  } else if (begin.starts_with("{\\rtf")) {
    looks = "it is a rich text file; rename it to .rtf";
  } else if (begin.find("<html") != std::string_view::npos ||
             begin.find("<HTML") != std::string_view::npos) {
    looks = "it is a web page; rename it to .html";
  }
  return "the file is no " + std::string(kind) + ": " + std::string(looks);
}

}  // namespace

std::string passwordReason(std::string_view kind) {
  return "the " + std::string(kind) +
         " is protected by a password; open it in the program that made it, save a copy without a "
         "password and import that";
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

void requireZip(std::string_view bytes, std::string_view kind) {
  if (bytes.empty()) throw Unreadable{"the file is empty"};
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) {
    if (hasUtf16(bytes, "EncryptedPackage")) throw Unreadable{passwordReason(kind)};
    throw Unreadable{"the file is no " + std::string(kind) +
                     " but one of the older binary office formats; rename it to .doc or .xls, or "
                     "save it again in the newer format"};
  }
  if (!bytes.starts_with("PK")) throw Unreadable{firstBytesReason(bytes, kind)};
}

Package::Package(std::string_view bytes, std::string_view kind, const ReadLimits& limits,
                 const std::function<bool(std::string_view name)>& wanted)
    : kind_(kind) {
  requireZip(bytes, kind);
  unpack(bytes, limits, wanted);
  if (names_.empty()) {
    throw Unreadable{"the " + kind_ +
                     " is damaged: nothing can be unpacked from it; look for another copy, or let "
                     "the program that made it repair it"};
  }
}

void Package::unpack(std::string_view bytes, const ReadLimits& limits,
                     const std::function<bool(std::string_view name)>& wanted) {
  // Without its directory at the end a package can still be read from its begin.
  Archive reader = openZip(bytes, true);
  archive_entry* entry = nullptr;
  int status = reader ? archive_read_next_header(reader.get(), &entry) : ARCHIVE_FATAL;
  if (status != ARCHIVE_OK && status != ARCHIVE_WARN) {
    damage_ = "the end of the file is missing";
    reader = openZip(bytes, false);
    status = reader ? archive_read_next_header(reader.get(), &entry) : ARCHIVE_FATAL;
  }
  const std::uint64_t byRatio = std::max(kRatioCountsFrom, bytes.size() * kMostRatio);
  const std::uint64_t most = std::min(limits.unpacked, byRatio);
  const std::string tooLarge =
      most == limits.unpacked
          ? "the parts of the " + kind_ + " unpack to more than " + sizeInWords(most) +
                "; a file that is meant to be so large is read with --largest-unpacked"
          : "the parts of the " + kind_ + " unpack to more than " + std::to_string(kMostRatio) +
                " times the size of the file, as no document does; it was not read";
  std::uint64_t total = 0, members = 0;
  for (; status == ARCHIVE_OK || status == ARCHIVE_WARN;
       status = archive_read_next_header(reader.get(), &entry)) {
    if (++members > limits.members) {
      throw Unreadable{"the " + kind_ + " has more than " + std::to_string(limits.members) +
                       " parts; a file that is meant to have so many is read with --most-members"};
    }
    const char* raw = archive_entry_pathname(entry);
    // In a locale without UTF-8 only this one knows names beyond ASCII.
    if (raw == nullptr) raw = archive_entry_pathname_utf8(entry);
    if (raw == nullptr) continue;
    const std::string name = canonical(raw);
    if (!names_.emplace(name, true).second || !wanted(name)) continue;
    if (archive_entry_is_encrypted(entry) == 1) throw Unreadable{passwordReason(kind_)};
    std::string& part = parts_[name];
    if (!unpackEntry(reader.get(), part, most - total, tooLarge)) {
      damage_ = "its part " + std::string(raw) + " cannot be unpacked to its end";
    }
    total += part.size();
  }
  if (status != ARCHIVE_EOF && damage_.empty()) damage_ = "not all of its parts can be unpacked";
}

const std::string* Package::find(std::string_view name) const {
  const auto found = parts_.find(canonical(name));
  return found == parts_.end() ? nullptr : &found->second;
}

std::string Package::take(std::string_view name) {
  const auto found = parts_.find(canonical(name));
  return found == parts_.end() ? std::string() : std::move(found->second);
}

bool Package::has(std::string_view name) const { return names_.count(canonical(name)) != 0; }

std::string partName(std::string_view base, std::string_view target) {
  std::string path;
  if (!target.starts_with('/')) {
    const std::size_t slash = base.rfind('/');
    if (slash != std::string_view::npos) path = base.substr(0, slash + 1);
  }
  path += target;
  std::vector<std::string_view> steps;
  for (std::string_view rest = path; !rest.empty();) {
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    const std::string_view step = rest.substr(0, slash);
    rest.remove_prefix(std::min(slash + 1, rest.size()));
    if (step == "..") {
      if (!steps.empty()) steps.pop_back();
    } else if (!step.empty() && step != ".") {
      steps.push_back(step);
    }
  }
  std::string name;
  for (const std::string_view step : steps) {
    if (!name.empty()) name += '/';
    name += step;
  }
  return canonical(name);
}

ReadResult readOffice(const ReadLimits& limits, const std::function<void(ReadResult&)>& reading) {
  ReadResult result;
  try {
    reading(result);
  } catch (const Unreadable& reason) {
    result.unreadable = reason.reason;
  } catch (const std::bad_alloc&) {
    result.unreadable = "reading the file takes more memory than " + sizeInWords(limits.memory) +
                        "; more is given with --memory";
  }
  return result;
}

}  // namespace retold
