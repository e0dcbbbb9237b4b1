#include "queries/screen/runs.h"

#include <algorithm>
#include <map>
#include <sstream>
#include <tuple>
#include <unordered_map>

#include "indexer/store/digest.h"
#include "model/error.h"
#include "model/version.h"

namespace retold {

namespace {

std::string corpusOf(const Screening& screening) {
  std::vector<std::string> lines;
  lines.reserve(screening.documents.size());
  for (const Candidate& each : screening.documents)
    lines.push_back(toText(each.document) + ' ' + toText(each.text) + '\n');
  std::ranges::sort(lines);
  std::string all;
  for (const std::string& line : lines) all += line;
  return sha256(all);
}

bool isLike(const ScreeningRun& a, const ScreeningRun& b) {
  const auto inputs = [](const ScreeningRun& run) {
    return std::tie(run.program, run.lexicons, run.cutOff, run.matching, run.languages,
                    run.documents, run.corpus, run.candidates, run.matches);
  };
  return inputs(a) == inputs(b);
}

std::string inWords(double value) {
  std::ostringstream out;
  out << value;
  return out.str();
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

std::string versionOf(const RunLexicon& lexicon) {
  constexpr std::size_t shown = 12;
  return "version " + lexicon.version + ", text " + lexicon.digest.substr(0, shown);
}

using LexiconName = std::pair<std::string, std::string>;

std::map<LexiconName, std::string> versionsOf(const ScreeningRun& run) {
  std::map<LexiconName, std::string> versions;
  for (const RunLexicon& lexicon : run.lexicons) {
    std::string& version = versions[{lexicon.id, lexicon.language}];
    version += (version.empty() ? "" : "; ") + versionOf(lexicon);
  }
  return versions;
}

std::vector<InputDifference> differingInputs(const ScreeningRun& before,
                                             const ScreeningRun& after) {
  std::vector<InputDifference> differences;
  const auto compare = [&](std::string what, std::string a, std::string b) {
    if (a != b) differences.push_back({std::move(what), std::move(a), std::move(b)});
  };
  const auto languages = [](const ScreeningRun& run) {
    return run.languages.empty() ? std::string("all") : joined(run.languages);
  };
  const auto documents = [](const ScreeningRun& run) {
    return std::to_string(run.documents) + " searched";
  };
  compare("program", before.program, after.program);
  std::map<LexiconName, std::string> old = versionsOf(before);
  std::map<LexiconName, std::string> now = versionsOf(after);
  for (const auto& [name, version] : now) old.try_emplace(name, "not run");
  for (const auto& [name, version] : old) {
    const auto at = now.find(name);
    compare("lexicon " + name.first + " (" + name.second + ")", version,
            at == now.end() ? "not run" : at->second);
  }
  compare("languages", languages(before), languages(after));
  compare("matching", before.matching, after.matching);
  compare("cut-off", inWords(before.cutOff), inWords(after.cutOff));
  if (before.corpus != after.corpus)
    differences.push_back({"documents", documents(before), documents(after)});
  return differences;
}

/// Compares what two runs found, one document after the other.
class Comparison {
 public:
  Comparison(const Storage& storage, const ScreeningRun& before, const ScreeningRun& after)
      : storage_(storage), before_(before), after_(after) {
    for (const Document& document : storage.documents({}, storage.documentCount()))
      names_.emplace(document.id, document.name);
  }

  RunComparison compare() {
    result_.inputs = differingInputs(before_, after_);
    auto old = before_.found.begin();
    auto now = after_.found.begin();
    while (old != before_.found.end() || now != after_.found.end()) {
      const bool lost = now == after_.found.end() ||
                        (old != before_.found.end() && old->document < now->document);
      const bool gained = old == before_.found.end() ||
                          (now != after_.found.end() && now->document < old->document);
      const RunDocument nothing;
      compare(gained ? nothing : *old, lost ? nothing : *now);
      if (!gained) ++old;
      if (!lost) ++now;
    }
    std::ranges::sort(result_.candidates, [](const auto& a, const auto& b) {
      return std::tuple(!a.gained, -std::max(a.before, a.after), a.name) <
             std::tuple(!b.gained, -std::max(b.before, b.after), b.name);
    });
    std::ranges::sort(result_.passages, {}, [](const PassageDifference& each) {
      return std::tuple(each.name, each.span.begin, each.span.end, each.lexicon, each.category,
                        each.gained, each.status);
    });
    return std::move(result_);
  }

 private:
  /// What makes two matches the same: the place in one text, the words in two texts.
  using Key =
      std::tuple<std::uint64_t, std::uint64_t, std::string, std::string, std::string, MatchStatus>;

  std::string nameOf(DocumentId id) const {
    const auto at = names_.find(id);
    return at == names_.end() ? toText(id) : at->second;
  }

  const std::string& contentOf(TextId id) {
    if (id == current_) return content_;
    current_ = id;
    const std::optional<Text> text = storage_.text(id);
    content_ = text ? text->content : std::string();
    return content_;
  }

  std::string quoteOf(TextId text, ByteSpan span) {
    const std::string& content = contentOf(text);
    return span.end <= content.size() ? content.substr(span.begin, span.size()) : std::string();
  }

  std::map<Key, std::vector<PassageDifference>> passagesOf(const ScreeningRun& run,
                                                           const RunDocument& found, bool byWords) {
    std::map<Key, std::vector<PassageDifference>> passages;
    for (const RunMatch& match : found.matches) {
      PassageDifference passage;
      passage.document = found.document;
      passage.text = found.text;
      passage.span = match.span;
      passage.lexicon = run.lexicons.at(match.lexicon).id;
      passage.category = match.category;
      passage.status = match.status;
      if (byWords) passage.quote = quoteOf(found.text, match.span);
      const ByteSpan place = byWords ? ByteSpan{} : match.span;
      passages[{place.begin, place.end, passage.quote, passage.lexicon, passage.category,
                passage.status}]
          .push_back(std::move(passage));
    }
    return passages;
  }

  void add(PassageDifference passage, bool gained) {
    passage.gained = gained;
    passage.name = nameOf(passage.document);
    passage.quote = quoteOf(passage.text, passage.span);
    result_.passages.push_back(std::move(passage));
  }

  void compare(const RunDocument& old, const RunDocument& now) {
    const DocumentId id = old.document.isNil() ? now.document : old.document;
    const bool inBoth = !old.document.isNil() && !now.document.isNil();
    const bool otherText = inBoth && old.text != now.text;
    result_.newTexts += otherText ? 1 : 0;
    if (old.candidate != now.candidate)
      result_.candidates.push_back({now.candidate, id, nameOf(id), old.score, now.score});
    auto before = passagesOf(before_, old, otherText);
    const auto after = passagesOf(after_, now, otherText);
    for (const auto& [key, passages] : after) {
      std::vector<PassageDifference>& same = before[key];
      for (const PassageDifference& passage : passages) {
        if (same.empty())
          add(passage, true);
        else
          same.pop_back();
      }
    }
    for (const auto& [key, passages] : before)
      for (const PassageDifference& passage : passages) add(passage, false);
  }

  const Storage& storage_;
  const ScreeningRun& before_;
  const ScreeningRun& after_;
  std::unordered_map<DocumentId, std::string> names_;
  TextId current_;
  std::string content_;
  RunComparison result_;
};

}  // namespace

ScreeningRun runOf(const Screening& screening, const ScreeningChoices& choices,
                   const std::string& coder) {
  ScreeningRun run;
  run.id = RunId::create();
  run.time = now();
  run.coder = coder;
  run.program = kVersion;
  std::map<std::string_view, std::uint32_t> numbers;  // by digest
  for (const Lexicon& lexicon : screening.lexicons) {
    numbers.emplace(lexicon.digest, static_cast<std::uint32_t>(run.lexicons.size()));
    run.lexicons.push_back({lexicon.id, lexicon.language, lexicon.version, lexicon.digest});
  }
  run.cutOff = cutOffOf(screening.lexicons);
  run.matching = toText(choices.strictness.value_or(Strictness::AsMarked));
  run.languages = choices.languages;
  run.documents = screening.documents.size();
  run.corpus = corpusOf(screening);
  for (const Candidate& candidate : screening.documents) {
    if (candidate.matches.empty()) continue;
    RunDocument found{candidate.document, candidate.text, candidate.score, candidate.candidate, {}};
    for (const Match& match : candidate.matches) {
      found.matches.push_back(
          {match.span, numbers.at(match.lexiconDigest), match.category, match.status});
    }
    run.candidates += found.candidate ? 1 : 0;
    run.matches += found.matches.size();
    run.found.push_back(std::move(found));
  }
  std::ranges::sort(run.found, {}, &RunDocument::document);
  return run;
}

std::optional<ScreeningRun> readableRun(const Storage& storage, std::uint64_t number) {
  try {
    return storage.run(number);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::NotAProject) throw;
    return std::nullopt;
  }
}

KeptRun keepRun(Storage& storage, const ScreeningRun& run, const std::vector<Lexicon>& lexicons) {
  const std::vector<ScreeningRun> kept = storage.runs();
  for (auto other = kept.rbegin(); other != kept.rend(); ++other) {
    if (!isLike(*other, run)) continue;
    const auto whole = readableRun(storage, other->number);
    if (whole && whole->found == run.found) return {other->number, false};
  }
  for (const Lexicon& lexicon : lexicons) {
    if (!storage.lexiconText(lexicon.digest)) storage.keepLexicon(lexicon.id, lexicon.text);
  }
  return {storage.keepRun(run), true};
}

ScreeningRun requireRun(const Storage& storage, std::uint64_t number) {
  if (std::optional<ScreeningRun> run = storage.run(number)) return std::move(*run);
  const std::size_t count = storage.runs().size();
  throw Error(ErrorKind::NotFound, "there is no run " + std::to_string(number),
              count == 0 ? "\"retold screen\" keeps one each time that something has changed"
                         : "\"retold runs PROJECT list\" shows those that were kept");
}

RunComparison compareRuns(const Storage& storage, const ScreeningRun& before,
                          const ScreeningRun& after) {
  return Comparison(storage, before, after).compare();
}

}  // namespace retold
