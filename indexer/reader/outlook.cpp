#include <array>
#include <chrono>
#include <cstdio>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "indexer/import/text_builder.h"
#include "indexer/reader/ole.h"
#include "indexer/reader/outlook_rtf.h"
#include "indexer/reader/package.h"
#include "indexer/reader/readers.h"
#include "indexer/text/decode.h"
#include "indexer/text/legacy_charset.h"

namespace retold {

namespace {

// Properties of a message, as [MS-OXPROPS] numbers them.
constexpr std::string_view kSubject = "0037", kSender = "0C1A", kAddress = "5D01",
                           kSenderAddress = "0C1F", kTo = "0E04", kBody = "1000", kHtml = "1013",
                           kRtf = "1009", kFileName = "3707", kShortFileName = "3704",
                           kShownName = "3001";
constexpr std::uint32_t kSent = 0x00390040, kReceived = 0x0E060040, kCodePage = 0x3FFD0003,
                        kInternetCodePage = 0x3FDE0003;

std::string charsetOfCodePage(std::uint32_t codePage) {
  if (codePage == 65001) return "UTF-8";
  if (codePage == 20866) return "KOI8-R";
  if (codePage == 21866) return "KOI8-U";
  if (codePage > 28590 && codePage < 28607) return "ISO-8859-" + std::to_string(codePage - 28590);
  if (codePage == 50220 || codePage == 50221 || codePage == 50222) return "ISO-2022-JP";
  if (codePage == 51932) return "EUC-JP";
  if (codePage == 51949) return "EUC-KR";
  if (codePage == 936 || codePage == 54936) return "GB18030";
  return "windows-" + std::to_string(codePage);
}

/// "2009-03-05 12:30 UTC" of a time in 100 nanoseconds since 1601; "" for none.
std::string timeInWords(std::uint64_t ticks) {
  constexpr std::uint64_t from1601 = 11'644'473'600;
  constexpr std::uint64_t perSecond = 10'000'000;
  const std::uint64_t seconds = ticks / perSecond;
  constexpr std::uint64_t year3000 = 32'503'680'000;
  if (seconds < from1601 || seconds > from1601 + year3000) return {};
  using namespace std::chrono;
  const sys_seconds time{std::chrono::seconds(static_cast<std::int64_t>(seconds - from1601))};
  const auto day = floor<days>(time);
  const year_month_day date(day);
  const hh_mm_ss clock(time - day);
  std::array<char, 40> text{};
  const int length = std::snprintf(
      text.data(), text.size(), "%04d-%02u-%02u %02d:%02d UTC", static_cast<int>(date.year()),
      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
      static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()));
  return {text.data(), static_cast<std::size_t>(length)};
}

/// The properties of one message.
class Message {
 public:
  Message(std::string_view bytes, const ReadOptions& options)
      : file_(bytes),
        options_(options),
        fixed_(file_.stream("__properties_version1.0").value_or("")) {
    // Where both are told, that of the message is that of its strings.
    for (const std::uint32_t property : {kInternetCodePage, kCodePage}) {
      const std::uint32_t page = u32At(fixed(property), 0);
      if (page != 0) charset_ = charsetOfCodePage(page);
    }
  }

  /// A property that is text, as UTF-8; "" where there is none.
  std::string text(std::string_view property, std::uint32_t storage = OleFile::kRoot) {
    const std::string name = "__substg1.0_" + std::string(property);
    if (const auto wide = file_.stream(name + "001F", storage)) {
      const auto converted = convertFrom("UTF-16LE", *wide);
      return converted ? withoutZeros(converted->text) : "";
    }
    const auto bytes = file_.stream(name + "001E", storage);
    return bytes ? withoutZeros(decoded(*bytes)) : "";
  }

  std::optional<std::string> bytes(std::string_view property, std::string_view type) const {
    return file_.stream("__substg1.0_" + std::string(property) + std::string(type));
  }

  std::string time() const {
    for (const std::uint32_t property : {kSent, kReceived}) {
      const std::string_view found = fixed(property);
      const std::uint64_t ticks = u32At(found, 0) | std::uint64_t{u32At(found, 4)} << 32;
      if (std::string words = timeInWords(ticks); !words.empty()) return words;
    }
    return {};
  }

  std::vector<std::string> attachments() {
    std::vector<std::string> names;
    for (const std::uint32_t storage : file_.storages("__attach_version1.0")) {
      std::string name;
      for (const std::string_view property : {kFileName, kShortFileName, kShownName}) {
        if (name.empty()) name = text(property, storage);
      }
      names.push_back(name.empty() ? "without a name" : std::move(name));
    }
    return names;
  }

  bool damaged() const { return file_.damaged(); }
  /// How the text that was decoded last was encoded.
  const Encoding& encoding() const { return encoding_; }

 private:
  static std::string withoutZeros(std::string text) {
    while (text.ends_with('\0')) text.pop_back();
    return text;
  }

  /// The value of a property of fixed size: it stands in a table of 16 bytes each.
  std::string_view fixed(std::uint32_t property) const {
    constexpr std::size_t head = 32, entry = 16;
    for (std::size_t at = head; at + entry <= fixed_.size(); at += entry) {
      if (u32At(fixed_, at) == property) return part(fixed_, at + 8, 8);
    }
    return {};
  }

  std::string decoded(std::string_view bytes) {
    const std::string charset = options_.decode.encoding.value_or(charset_);
    if (!charset.empty()) {
      const auto converted = convertFrom(charset, bytes);
      const auto name = charsetName(charset);
      if (converted && name && (converted->unreadable == 0 || options_.decode.encoding)) {
        encoding_ = {*name, 1.0, false};
        return converted->text;
      }
    }
    NotText why;
    const auto guessed = decode(bytes, options_.decode, why);
    if (!guessed) return {};
    encoding_ = guessed->encoding;
    return guessed->text;
  }

  OleFile file_;
  const ReadOptions& options_;
  std::string fixed_;
  std::string charset_;
  Encoding encoding_{"UTF-16LE", 1.0, false};
};

std::string senderOf(Message& message) {
  std::string name = message.text(kSender);
  std::string address = message.text(kAddress);
  if (address.empty()) address = message.text(kSenderAddress);
  if (address.find('@') == std::string::npos || address == name) return name;
  return name.empty() ? address : name + " <" + address + ">";
}

/// The lines that programs for mail print above a message.
std::vector<std::string> headOf(Message& message) {
  std::vector<std::string> lines;
  const auto line = [&](std::string_view what, const std::string& value) {
    if (!value.empty()) lines.push_back(std::string(what) + ": " + value);
  };
  line("From", senderOf(message));
  line("To", message.text(kTo));
  line("Date", message.time());
  line("Subject", message.text(kSubject));
  return lines;
}

std::string noteOfAttachments(const std::vector<std::string>& names) {
  constexpr std::size_t shown = 10;
  std::string list;
  for (std::size_t i = 0; i < names.size() && i < shown; ++i) {
    list += (i == 0 ? "" : ", ") + names[i];
  }
  if (names.size() > shown) list += " and others";
  return counted(names.size(), "attachment was", "attachments were") + " left out (" + list +
         "): save " + (names.size() == 1 ? "it" : "them") + " from the message and import " +
         (names.size() == 1 ? "it" : "them") + " as well";
}

/// A message that has no plain text, as a web page or as RTF within the file.
std::optional<ReadDocument> richBody(Message& message, const ReadLimits& limits) {
  ReadDocument document;
  for (const std::string_view type : {"0102", "001E"}) {
    if (auto html = message.bytes(kHtml, type); html && !html->empty()) {
      document.contained = std::move(*html);
      document.containedFormat = "html";
      return document;
    }
  }
  if (std::string html = message.text(kHtml); !html.empty()) {
    document.contained = "\xEF\xBB\xBF" + html;
    document.containedFormat = "html";
    return document;
  }
  const auto packed = message.bytes(kRtf, "0102");
  if (!packed) return std::nullopt;
  std::optional<std::string> rtf = unpackOutlookRtf(*packed, limits.unpacked);
  if (!rtf || rtf->empty()) return std::nullopt;
  document.contained = std::move(*rtf);
  document.containedFormat = "rtf";
  return document;
}

void giveMessage(std::string_view name, Message& message, const ReadOptions& options,
                 ReadResult& result, const ReadSink& sink) {
  const std::vector<std::string> attachments = message.attachments();
  const std::vector<std::string> head = headOf(message);
  const std::string body = message.text(kBody);
  const Encoding encoding = message.encoding();
  TextBuilder text;
  for (const std::string& line : head) {
    text.line();
    text.add(line);
  }
  std::optional<ReadDocument> rich;
  if (body.find_first_not_of(" \t\r\n") == std::string::npos) {
    rich = richBody(message, options.limits);
  } else {
    text.paragraph();
    text.add(body);
  }
  if (!attachments.empty()) text.note(noteOfAttachments(attachments));
  ReadDocument document = text.finish();
  document.encoding = encoding;
  if (document.text.empty() && !rich) {
    result.unreadable = "the message holds no words" +
                        (attachments.empty() ? "" : " (" + document.notes.front() + ")");
    return;
  }
  if (document.text.size() > options.limits.text) {
    result.unreadable = "its text is larger than " + sizeInWords(options.limits.text) +
                        "; a file that is meant to be so large is read with --largest-text";
    return;
  }
  if (message.damaged()) {
    document.notes.emplace_back("the file is damaged: some of its parts are missing");
    result.diagnostics.push_back({Severity::Warning, std::string(name), 0, 0,
                                  "the message is damaged (some of its parts are missing); words "
                                  "may be missing"});
  }
  if (!rich) return sink(std::move(document));
  rich->notes = head;
  rich->notes.insert(rich->notes.end(), document.notes.begin(), document.notes.end());
  sink(std::move(*rich));
}

}  // namespace

ReadResult readOutlook(std::string_view name, std::string_view bytes, const ReadOptions& options,
                       const ReadSink& sink) {
  return readOffice(options.limits, [&](ReadResult& result) {
    Message message(bytes, options);
    giveMessage(name, message, options, result, sink);
  });
}

}  // namespace retold
