#include "queries/document/summary.h"

#include <algorithm>
#include <cstdio>

namespace retold {

std::vector<SpeakerShare> speakersOf(const Text& text) {
  std::vector<SpeakerShare> speakers;
  for (const Turn& turn : text.turns) {
    auto at = std::ranges::find_if(speakers, [&turn](const SpeakerShare& share) {
      return share.speaker == turn.speaker && share.role == turn.role;
    });
    if (at == speakers.end()) at = speakers.insert(at, {turn.speaker, turn.role, 0});
    ++at->turns;
  }
  return speakers;
}

std::vector<LanguageShare> languagesOf(const Text& text) {
  std::vector<LanguageShare> shares;
  double all = 0;
  for (const LanguageSpan& span : text.languages) {
    auto at = std::ranges::find_if(shares, [&span](const LanguageShare& share) {
      return share.language == span.language && share.script == span.script;
    });
    if (at == shares.end()) at = shares.insert(at, {span.language, span.script, 0, 0, true});
    const auto size = static_cast<double>(span.span.size());
    at->share += size;
    at->confidence += size * span.confidence;
    at->corrected = at->corrected && span.corrected;
    all += size;
  }
  for (LanguageShare& share : shares) {
    if (share.share > 0) share.confidence /= share.share;
    if (all > 0) share.share /= all;
  }
  std::ranges::stable_sort(
      shares, [](const LanguageShare& a, const LanguageShare& b) { return a.share > b.share; });
  return shares;
}

std::optional<TimeRange> timesOf(const Text& text) {
  std::optional<TimeRange> range;
  for (const Turn& turn : text.turns) {
    if (!turn.startMilliseconds) continue;
    const std::int64_t end = turn.endMilliseconds.value_or(*turn.startMilliseconds);
    if (!range) range = TimeRange{*turn.startMilliseconds, end};
    range->from = std::min(range->from, *turn.startMilliseconds);
    range->to = std::max(range->to, end);
  }
  return range;
}

std::string clockTime(std::int64_t milliseconds) {
  constexpr std::int64_t second = 1000;
  constexpr std::int64_t minute = 60 * second;
  constexpr std::int64_t hour = 60 * minute;
  char text[64];
  std::snprintf(text, sizeof text, "%02lld:%02lld:%02lld",
                static_cast<long long>(milliseconds / hour),
                static_cast<long long>(milliseconds % hour / minute),
                static_cast<long long>(milliseconds % minute / second));
  return text;
}

std::vector<TextVersion> versionsOf(const Storage& storage, const Document& document) {
  CodingFilter filter;
  filter.document = document.id;
  const std::vector<Coding> codings = storage.codings(filter);
  std::vector<TextVersion> versions;
  for (const TextId id : storage.texts(document.id)) {
    const std::optional<Text> text = storage.text(id);
    if (!text) continue;
    TextVersion version;
    version.id = id;
    version.current = id == document.text;
    version.reader = text->reader;
    version.options = text->options;
    version.encoding = text->encoding.name;
    version.read = text->read;
    version.bytes = text->content.size();
    version.turns = text->turns.size();
    version.codings = static_cast<std::uint64_t>(std::ranges::count(codings, id, &Coding::text));
    versions.push_back(std::move(version));
  }
  return versions;
}

}  // namespace retold
