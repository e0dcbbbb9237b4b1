#include "queries/count/code_counts.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "indexer/import/column_names.h"
#include "model/error.h"
#include "queries/codebook/tree.h"

namespace retold {

namespace {

/// The codings that count, with what they are counted for.
class Counted {
 public:
  Counted(const Storage& storage, const CountScope& scope, Progress& progress)
      : codebook_(storage.codebook()), parents_(codesAbove(codebook_)) {
    std::unordered_set<DocumentId> leftOut;
    for (const DocumentExclusion& exclusion : storage.exclusions()) {
      leftOut.insert(exclusion.document);
    }
    readDocuments(storage, scope, leftOut, progress);
    std::set<DocumentId> coded;
    for (Coding& coding : storage.codings({{}, {}, scope.coder})) {
      if (!caseOf_.contains(coding.document)) continue;
      coded.insert(coding.document);
      codings_.push_back(std::move(coding));
    }
    base_.codings = codings_.size();
    base_.codedDocuments = coded.size();
  }

  const Codebook& codebook() const { return codebook_; }
  const std::vector<Coding>& codings() const { return codings_; }  // by document name
  const CountBase& base() const { return base_; }
  const std::set<CaseId>& cases() const { return cases_; }
  std::optional<CaseId> caseOf(DocumentId document) const { return caseOf_.at(document); }

  /// The code and those above it, each once.
  std::vector<CodeId> upwards(CodeId code) const {
    std::vector<CodeId> all;
    for (CodeId at = code; std::find(all.begin(), all.end(), at) == all.end();) {
      all.push_back(at);
      const auto above = parents_.find(at);
      if (above == parents_.end()) break;
      at = above->second;
    }
    return all;
  }

 private:
  void readDocuments(const Storage& storage, const CountScope& scope,
                     const std::unordered_set<DocumentId>& leftOut, const Progress& progress) {
    constexpr std::size_t kPage = 20'000;
    Cursor from;
    while (true) {
      if (progress.cancelled()) throw Error(ErrorKind::Cancelled, "counting was stopped");
      const std::vector<Document> page = storage.documents(from, kPage);
      for (const Document& document : page) {
        const bool counts = !leftOut.contains(document.id) &&
                            (scope.within == nullptr || scope.within->contains(document.id));
        if (!counts) continue;
        ++base_.documents;
        caseOf_.emplace(document.id, document.caseId);
        if (document.caseId) cases_.insert(*document.caseId);
      }
      if (page.size() < kPage) break;
      from.after = page.back().name;
    }
    base_.cases = cases_.size();
  }

  Codebook codebook_;
  std::unordered_map<CodeId, CodeId> parents_;
  std::unordered_map<DocumentId, std::optional<CaseId>> caseOf_;
  std::set<CaseId> cases_;
  std::vector<Coding> codings_;
  CountBase base_;
};

/// The columns in which a case counts.
std::vector<CountTable::Line> linesOf(const AttributeValue* said) {
  if (said == nullptr || !isRecorded(*said)) {
    return {{std::string(kNotRecorded), {}, {}, 0, true}};
  }
  const AttributeValue& value = *said;
  std::vector<CountTable::Line> lines;
  if (value.state != ValueState::Given) {
    return {{std::string(toText(value.state)), {}, value.state, 0}};
  }
  for (const std::string_view part : splitValues(value.text)) {
    const CountTable::Line line{std::string(part), {}, {}, 0};
    if (std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(line);
  }
  return lines;
}

bool isBefore(const CountTable::Line& a, const CountTable::Line& b) {
  if (a.unrecorded != b.unrecorded) return b.unrecorded;
  if (a.state.has_value() != b.state.has_value()) return b.state.has_value();
  return a.state ? *a.state < *b.state : a.label < b.label;
}

std::vector<CountTable::Line> rowsOf(const Codebook& codebook, const std::set<CodeId>& used) {
  std::vector<CountTable::Line> rows;
  for (const Code& code : codebook.codes) {
    if (used.contains(code.id)) rows.push_back({code.name, code.id, {}, 0});
  }
  return rows;
}

struct InOrder {
  bool operator()(const CountTable::Line& a, const CountTable::Line& b) const {
    return isBefore(a, b);
  }
};
/// Which column a line is.
using Columns = std::map<CountTable::Line, std::size_t, InOrder>;

/// What was said of the attribute; null where nothing was.
const AttributeValue* valueOf(const Case& person, const std::string& key) {
  const auto said = std::ranges::find_if(
      person.attributes, [&key](const auto& each) { return headerKey(each.first) == key; });
  return said == person.attributes.end() ? nullptr : &said->second;
}

}  // namespace

CodeFrequencies codeFrequencies(const Storage& storage, const CountScope& scope,
                                Progress& progress) {
  const Counted counted(storage, scope, progress);
  std::map<CodeId, CodeFrequency> counts;
  std::map<CodeId, std::set<DocumentId>> documents;
  std::map<CodeId, std::set<CaseId>> cases;
  for (const Coding& coding : counted.codings()) {
    for (const CodeId& code : counted.upwards(coding.code)) {
      ++counts[code].codings;
      documents[code].insert(coding.document);
      if (const auto person = counted.caseOf(coding.document)) cases[code].insert(*person);
    }
  }
  CodeFrequencies frequencies{{}, counted.base()};
  for (const Code& code : counted.codebook().codes) {
    const auto found = counts.find(code.id);
    if (found == counts.end()) continue;
    frequencies.codes.push_back(
        {code.id, found->second.codings, documents[code.id].size(), cases[code.id].size()});
  }
  return frequencies;
}

CountTable codesByAttribute(const Storage& storage, const std::string& attribute,
                            const CountScope& scope, Progress& progress) {
  const Counted counted(storage, scope, progress);
  std::map<CodeId, std::set<CaseId>> tagged;
  std::set<CodeId> used;
  for (const Coding& coding : counted.codings()) {
    const auto person = counted.caseOf(coding.document);
    if (!person) continue;
    for (const CodeId& code : counted.upwards(coding.code)) {
      tagged[code].insert(*person);
      used.insert(code);
    }
  }
  CountTable table;
  table.base = counted.base();
  table.rows = rowsOf(counted.codebook(), used);
  const std::string key = headerKey(attribute);
  std::map<CaseId, std::vector<CountTable::Line>> linesOfCase;
  Columns columns;
  for (const Case& person : storage.cases()) {
    if (!counted.cases().contains(person.id)) continue;
    std::vector<CountTable::Line> lines = linesOf(valueOf(person, key));
    for (const CountTable::Line& line : lines) columns.emplace(line, 0);
    linesOfCase.emplace(person.id, std::move(lines));
  }
  for (auto& [line, column] : columns) {
    column = table.columns.size();
    table.columns.push_back(line);
  }
  for (const auto& [person, lines] : linesOfCase) {
    for (const CountTable::Line& line : lines) ++table.columns[columns.at(line)].base;
  }
  table.cells.assign(table.rows.size() * table.columns.size(), 0);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    for (const CaseId& person : tagged[*table.rows[row].code]) {
      for (const CountTable::Line& line : linesOfCase[person]) {
        ++*table.cells[row * table.columns.size() + columns.at(line)];
      }
    }
  }
  return table;
}

CountTable coOccurrences(const Storage& storage, const std::vector<CodeId>& codes,
                         const CountScope& scope, Progress& progress) {
  const Counted counted(storage, scope, progress);
  CountTable table;
  table.base = counted.base();
  table.rows = rowsOf(counted.codebook(), {codes.begin(), codes.end()});
  table.columns = table.rows;
  const std::size_t size = table.rows.size();
  table.cells.assign(size * size, 0);
  std::map<TextId, std::vector<const Coding*>> byText;
  for (const Coding& coding : counted.codings()) byText[coding.text].push_back(&coding);
  const auto placesOf = [&](const Coding& coding) {
    std::vector<std::size_t> places;
    for (const CodeId& code : counted.upwards(coding.code)) {
      for (std::size_t i = 0; i < size; ++i) {
        if (table.rows[i].code == code) places.push_back(i);
      }
    }
    return places;
  };
  for (auto& [text, own] : byText) {
    if (progress.cancelled()) throw Error(ErrorKind::Cancelled, "counting was stopped");
    std::stable_sort(own.begin(), own.end(),
                     [](const Coding* a, const Coding* b) { return a->span < b->span; });
    for (std::size_t i = 0; i < own.size(); ++i) {
      const std::vector<std::size_t> first = placesOf(*own[i]);
      for (const std::size_t place : first) ++*table.cells[place * size + place];
      for (std::size_t j = i + 1; j < own.size() && own[j]->span.begin < own[i]->span.end; ++j) {
        // A pair counts once, also where a code and one below it are both on either side.
        std::set<std::pair<std::size_t, std::size_t>> together;
        for (const std::size_t a : first) {
          for (const std::size_t b : placesOf(*own[j])) {
            if (a != b) together.emplace(std::min(a, b), std::max(a, b));
          }
        }
        for (const auto& [a, b] : together) {
          ++*table.cells[a * size + b];
          ++*table.cells[b * size + a];
        }
      }
    }
  }
  return table;
}

std::vector<LanguageHits> hitsByLanguage(const ScreeningRun& run,
                                         const std::unordered_set<DocumentId>* within) {
  std::map<std::string, LanguageHits> languages;
  for (const RunLexicon& lexicon : run.lexicons) {
    languages[lexicon.language].language = lexicon.language;
  }
  for (const RunDocument& document : run.found) {
    if (within != nullptr && !within->contains(document.document)) continue;
    std::set<std::string> asserted;
    for (const RunMatch& match : document.matches) {
      LanguageHits& hits = languages[run.lexicons[match.lexicon].language];
      if (match.status == MatchStatus::Asserted) {
        ++hits.asserted;
        asserted.insert(hits.language);
      } else {
        ++hits.other;
      }
    }
    for (const std::string& language : asserted) ++languages[language].documents;
  }
  std::vector<LanguageHits> all;
  for (auto& [language, hits] : languages) all.push_back(std::move(hits));
  std::stable_sort(all.begin(), all.end(), [](const LanguageHits& a, const LanguageHits& b) {
    return a.asserted > b.asserted;
  });
  return all;
}

}  // namespace retold
