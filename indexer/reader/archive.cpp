#include "indexer/reader/archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "indexer/system.h"
#include "indexer/text/decode.h"
#include "indexer/text/utf8.h"

namespace retold {

namespace {

/// Below this nothing is a trap, however well it is packed.
constexpr std::uint64_t kHarmless = 64ull << 20;
constexpr std::uint64_t kMostRatio = 200;

using Archive = std::unique_ptr<archive, int (*)(archive*)>;

/// An archive of any kind that stands at its first file; null with the reason in `why`.
Archive openArchive(std::string_view bytes, std::string& why) {
  Archive opened(archive_read_new(), archive_read_free);
  if (!opened) throw std::bad_alloc();
  archive_read_support_format_zip(opened.get());
  archive_read_support_format_tar(opened.get());
  archive_read_support_format_7zip(opened.get());
  archive_read_support_format_raw(opened.get());
  archive_read_support_filter_gzip(opened.get());
  archive_read_support_filter_bzip2(opened.get());
  archive_read_support_filter_xz(opened.get());
  archive_read_support_filter_lzma(opened.get());
  if (archive_read_open_memory(opened.get(), bytes.data(), bytes.size()) == ARCHIVE_OK) {
    return opened;
  }
  const char* message = archive_error_string(opened.get());
  why = message ? message : "it is no archive";
  return {nullptr, archive_read_free};
}

std::string rawName(archive_entry* entry) {
  if (const char* utf8 = archive_entry_pathname_utf8(entry)) return utf8;
  const char* raw = archive_entry_pathname(entry);
  return raw ? raw : "";
}

/// The names of a zip file's files that are no UTF-8, one after the other. Other archives would
/// have to be unpacked for that; those were made where names are UTF-8.
std::string foreignNames(std::string_view bytes) {
  std::string names;
  std::string ignored;
  if (!bytes.starts_with("PK")) return names;
  const Archive opened = openArchive(bytes, ignored);
  if (!opened) return names;
  archive_entry* entry = nullptr;
  constexpr std::size_t enough = 64 << 10;
  while (names.size() < enough && archive_read_next_header(opened.get(), &entry) >= ARCHIVE_WARN) {
    const std::string name = rawName(entry);
    if (firstInvalidUtf8(name)) names += name + '\n';
  }
  return names;
}

/// "notes.txt" for "folder/notes.txt.gz".
std::string nameWithoutPacking(std::string_view name) {
  const std::size_t begin = name.find_last_of("/!");
  if (begin != std::string_view::npos) name.remove_prefix(begin + 1);
  const std::size_t dot = name.rfind('.');
  return std::string(dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot));
}

/// "folder/notes (2).txt": what comes twice keeps its ending, which says what it is.
std::string numberedName(const std::string& name, std::uint64_t number) {
  const std::size_t begin = name.rfind('/') + 1;  // 0 where there is none
  const std::size_t dot = name.rfind('.');
  const std::size_t at = dot == std::string::npos || dot <= begin ? name.size() : dot;
  return name.substr(0, at) + " (" + std::to_string(number) + ")" + name.substr(at);
}

std::string tooManyBytes(const ReadLimits& limits) {
  return "it unpacks to more than " + sizeInWords(limits.unpacked) +
         "; what came before that was read; the option --largest-unpacked sets another limit";
}

std::string tooManyMembers(const ReadLimits& limits) {
  return "it holds more than " + std::to_string(limits.members) +
         " files; those before that were read; the option --most-members sets another limit";
}

/// One archive on its way through.
class ArchiveReading {
 public:
  ArchiveReading(std::string_view name, std::string_view bytes, const ReadOptions& options,
                 const ReadSink& sink)
      : name_(name), bytes_(bytes), limits_(options.limits), sink_(sink) {}

  ReadResult read();

 private:
  bool readMember(archive_entry* entry);
  std::string memberName(archive_entry* entry);
  std::optional<std::string> content(archive_entry* entry, std::string& why);
  void giveReason(std::string member, std::string reason);
  bool isTrap(std::uint64_t unpacked) const;
  std::string failure() const;

  std::string_view name_;
  std::string_view bytes_;
  const ReadLimits& limits_;
  const ReadSink& sink_;
  Archive archive_{nullptr, archive_read_free};
  std::string encoding_;
  std::map<std::string, std::uint64_t> names_;  ///< how often each came
  std::uint64_t unpacked_ = 0;
  std::uint64_t members_ = 0;
  ReadResult result_;
};

std::string ArchiveReading::failure() const {
  const char* message = archive_error_string(archive_.get());
  return std::string("the archive is damaged") +
         (message ? " (" + std::string(message) + ")" : std::string());
}

void ArchiveReading::giveReason(std::string member, std::string reason) {
  ReadDocument document;
  document.member = std::move(member);
  document.notes.push_back(std::move(reason));
  sink_(std::move(document));
}

std::string ArchiveReading::memberName(archive_entry* entry) {
  std::string name = archive_format(archive_.get()) == ARCHIVE_FORMAT_RAW
                         ? nameWithoutPacking(name_)
                         : readableMemberName(rawName(entry), encoding_);
  if (name.empty()) name = "file " + std::to_string(members_);
  const std::string wanted = name;
  while (names_.count(name) > 0) name = numberedName(wanted, ++names_[wanted]);
  names_.emplace(name, 1);
  return "!" + name;
}

bool ArchiveReading::isTrap(std::uint64_t unpacked) const {
  return unpacked > kHarmless && unpacked / kMostRatio > bytes_.size();
}

/// The bytes of the file that the archive stands at. None with the reason; where that ends the
/// whole archive, the reason is in `result_` as well.
std::optional<std::string> ArchiveReading::content(archive_entry* entry, std::string& why) {
  std::string content;
  if (archive_entry_size_is_set(entry)) {
    const auto size =
        static_cast<std::uint64_t>(std::max<la_int64_t>(archive_entry_size(entry), 0));
    content.reserve(static_cast<std::size_t>(std::min(size, kHarmless)));
  }
  for (;;) {
    constexpr std::size_t piece = 256 << 10;
    const std::size_t before = content.size();
    content.resize(before + piece);
    const la_ssize_t count = archive_read_data(archive_.get(), content.data() + before, piece);
    content.resize(before + static_cast<std::size_t>(std::max<la_ssize_t>(count, 0)));
    if (count == 0) return content;
    if (count < 0) {
      why = archive_entry_is_encrypted(entry) ? "it is protected by a password" : failure();
      return std::nullopt;
    }
    unpacked_ += static_cast<std::uint64_t>(count);
    if (unpacked_ > limits_.unpacked) {
      why = tooManyBytes(limits_);
    } else if (isTrap(unpacked_)) {
      why = "it unpacks to more than " + std::to_string(kMostRatio) +
            " times its size, as no ordinary archive does";
    } else {
      continue;
    }
    result_.unreadable = why;
    return std::nullopt;
  }
}

/// False where no more is to be read.
bool ArchiveReading::readMember(archive_entry* entry) {
  const auto type = archive_entry_filetype(entry);
  const bool isLink = type == AE_IFLNK || archive_entry_hardlink(entry) != nullptr;
  if (type == AE_IFDIR && !isLink) return true;
  if (++members_ > limits_.members) {
    result_.unreadable = tooManyMembers(limits_);
    return false;
  }
  std::string member = memberName(entry);
  if (isLink) {
    giveReason(std::move(member), "it is a link within the archive, not a file");
    return true;
  }
  if (type != AE_IFREG && type != 0) {
    giveReason(std::move(member), "it is a pipe, a socket or a device, not a file");
    return true;
  }
  if (archive_entry_is_data_encrypted(entry)) {
    giveReason(std::move(member),
               "it is protected by a password; unpack the archive and import what was in it");
    return true;
  }
  std::string why;
  std::optional<std::string> bytes = content(entry, why);
  if (!bytes) {
    if (!result_.unreadable) giveReason(std::move(member), std::move(why));
    return !result_.unreadable;
  }
  ReadDocument document;
  document.member = std::move(member);
  document.contained = std::move(*bytes);
  sink_(std::move(document));
  return true;
}

ReadResult ArchiveReading::read() {
  std::string why;
  archive_ = openArchive(bytes_, why);
  if (!archive_) return {{}, "it cannot be unpacked: " + why};
  encoding_ = archiveNameEncoding(foreignNames(bytes_));
  for (;;) {
    archive_entry* entry = nullptr;
    const int state = archive_read_next_header(archive_.get(), &entry);
    if (state == ARCHIVE_EOF) break;
    if (state == ARCHIVE_RETRY) continue;
    if (state < ARCHIVE_WARN) {
      result_.unreadable = failure() + "; the files before the damage were read";
      if (members_ == 0) {
        result_.unreadable = failure() + ": make it anew, or import the files that were packed";
      }
      break;
    }
    // What is no archive and not packed is given as it is: then it was no archive.
    if (archive_format(archive_.get()) == ARCHIVE_FORMAT_RAW &&
        archive_filter_code(archive_.get(), 0) == ARCHIVE_FILTER_NONE) {
      return {{}, "it is no archive, or too damaged to be known as one"};
    }
    if (!readMember(entry)) break;
  }
  if (members_ == 0 && !result_.unreadable) result_.unreadable = "the archive holds no files";
  return std::move(result_);
}

/// Code page 866 has Russian letters where 437 and 850 have accents, Greek and lines.
std::string dosEncoding(std::string_view names) {
  std::size_t high = 0, russian = 0, inRun = 0, longRuns = 0;
  for (const char c : names) {
    const auto byte = static_cast<unsigned char>(c);
    inRun = byte >= 0x80 ? inRun + 1 : 0;
    if (byte < 0x80) continue;
    ++high;
    if (byte <= 0xAF || (byte >= 0xE0 && byte <= 0xF1)) ++russian;
    if (inRun >= 3) ++longRuns;
  }
  const bool words = longRuns * 3 >= high;
  return words && russian * 10 >= high * 9 ? "IBM866" : "IBM437";
}

}  // namespace

std::string archiveNameEncoding(std::string_view allNames) {
  if (allNames.empty()) return "UTF-8";
  NotText ignored;
  const auto guessed = decode(allNames, {}, ignored);
  if (guessed && guessed->encoding.confidence >= 0.5) {
    const std::string& name = guessed->encoding.name;
    for (const std::string_view usual :
         {"IBM", "Shift_JIS", "GB18030", "GBK", "Big5", "EUC-JP", "EUC-KR"}) {
      if (name.starts_with(usual)) return name;
    }
  }
  return dosEncoding(allNames);
}

std::string readableMemberName(std::string_view raw, const std::string& encoding) {
  std::string name(raw);
  if (firstInvalidUtf8(raw)) {
    NotText ignored;
    DecodeOptions options;
    options.encoding = encoding;
    const auto decoded = decode(raw, options, ignored);
    std::uint64_t bad = 0;
    name = decoded ? decoded->text : replaceInvalidUtf8(raw, bad);
  }
  std::replace_if(
      name.begin(), name.end(),
      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7f'; }, ' ');
  std::replace(name.begin(), name.end(), '\\', '/');
  std::string kept;
  std::string_view rest = name;
  while (!rest.empty()) {
    const std::size_t end = rest.find('/');
    const std::string_view part = rest.substr(0, end);
    const bool isDrive = kept.empty() && part.size() == 2 && part[1] == ':';
    if (!part.empty() && part != "." && part != ".." && !isDrive) {
      kept.append(kept.empty() ? "" : "/").append(part);
    }
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  return kept;
}

ReadResult readArchive(std::string_view name, std::string_view bytes, const ReadOptions& options,
                       const ReadSink& sink) {
  return ArchiveReading(name, bytes, options, sink).read();
}

}  // namespace retold
