#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "indexer/import/case_values.h"
#include "indexer/import/column_names.h"
#include "indexer/import/csv_reader.h"
#include "indexer/import/mapping.h"
#include "indexer/import/table_text.h"
#include "model/partial_date.h"

namespace retold {

namespace {

struct KnownName {
  std::string_view meaning;
  std::string_view names;  ///< separated by "|"; compared by headerKey()
};

constexpr std::array kKnown{
    KnownName{"attribute sex", "sex|sexe|sexo|sesso|geschlecht|pol|spol|gjinia|пол|стать"},
    KnownName{"attribute gender", "gender|genre|género|gênero|genere|cinsiyet"},
    KnownName{"attribute nationality",
              "nationality|citizenship|country of origin|nationalité|nacionalidad|nacionalidade|"
              "nazionalità|staatsangehörigkeit|nationalität|cetățenie|državljanstvo|shtetësia|"
              "гражданство|громадянство|uyruk"},
    KnownName{"attribute education",
              "education|education level|educación|éducation|istruzione|educação|bildung|educație|"
              "obrazovanje|arsimi|образование|освіта|eğitim"},
    KnownName{"attribute times trafficked", "times trafficked|number of times trafficked"},
    KnownName{"episode 1 destination",
              "destination|country of destination|destination country|país de destino|destino|"
              "pays de destination|zielland|destinație|paese di destinazione|страна назначения"},
    KnownName{"episode 1 entry date",
              "entry date|date of entry|trafficked on|date trafficked|trafficking date|departure "
              "date|date of recruitment"},
    KnownName{"episode 1 exit date", "exit date|date of exit|escape date|date of escape"},
    KnownName{"episode 1 age at entry", "age at entry|age when trafficked"},
    KnownName{"episode 1 age at exit", "age at exit"},
    KnownName{"episode 1 exploitation",
              "exploitation|type of exploitation|exploitation type|form of exploitation"},
    KnownName{"episode 1 scope", "scope|scope of trafficking"},
    KnownName{"assistance 1 referring agency", "referring agency|referred by|referral"},
    KnownName{"assistance 1 assisting mission", "assisting mission|mission"},
    KnownName{"assistance 1 age at assistance", "age at assistance|age when assisted"},
    KnownName{"assistance 1 assistance date", "assistance date|date of assistance"},
    KnownName{"assistance 1 kinds of assistance", "kinds of assistance|assistance provided"},
};

/// What a column of bare numbers in a table of cases is: the case's.
constexpr std::array<std::string_view, 8> kIds{"id",     "code",      "nr",     "no",
                                               "number", "record id", "record", "identifier"};

struct Ordinal {
  std::string_view word;
  int number;
};
constexpr std::array kOrdinals{Ordinal{"1", 1},     Ordinal{"2", 2},      Ordinal{"3", 3},
                               Ordinal{"4", 4},     Ordinal{"5", 5},      Ordinal{"1st", 1},
                               Ordinal{"2nd", 2},   Ordinal{"3rd", 3},    Ordinal{"4th", 4},
                               Ordinal{"first", 1}, Ordinal{"second", 2}, Ordinal{"third", 3},
                               Ordinal{"fourth", 4}};

/// What stands in one column.
struct Contents {
  std::vector<std::string> values;  ///< not empty
  std::set<std::string> different;
  std::size_t dates = 0;
  std::size_t numbers = 0;
  std::size_t longest = 0;
  bool ambiguousDates = false;
  bool hasCodes = false;   ///< "n.a."
  bool isSeveral = false;  ///< ";" between values
};

Contents contentsOf(const std::vector<std::vector<std::string>>& rows, std::size_t header,
                    std::size_t column) {
  constexpr std::size_t kEnough = 1000;
  const AttributeDefinition number{{}, "", "", AttributeUnit::Case, AttributeType::Number, {}, ""};
  Contents contents;
  for (std::size_t i = header + 1; i < rows.size() && contents.values.size() < kEnough; ++i) {
    if (column >= rows[i].size()) continue;
    const std::string value(trimmedCell(rows[i][column]));
    if (value.empty()) continue;
    contents.values.push_back(value);
    contents.different.insert(value);
    contents.longest = std::max(contents.longest, value.size());
    const AttributeValue read = readAttributeValue(value);
    if (read.state != ValueState::Given) {
      contents.hasCodes = contents.hasCodes || !read.text.empty();
      continue;
    }
    const bool isNumber = !misfit(number, read);
    contents.numbers += isNumber ? 1 : 0;
    const bool isDate = parsePartialDate(value, true).has_value();
    contents.dates += isDate ? 1 : 0;
    contents.ambiguousDates = contents.ambiguousDates || (isDate && !parsePartialDate(value));
    contents.isSeveral = contents.isSeveral || value.find(';') != std::string::npos;
  }
  return contents;
}

bool isNamed(std::string_view names, const std::string& key) {
  while (!names.empty()) {
    const std::size_t bar = names.find('|');
    if (headerKey(names.substr(0, bar)) == key) return true;
    names.remove_prefix(bar == std::string_view::npos ? names.size() : bar + 1);
  }
  return false;
}

std::vector<std::string> wordsOf(const std::string& key) {
  std::vector<std::string> words;
  std::size_t begin = 0;
  while (begin < key.size()) {
    const std::size_t end = std::min(key.find(' ', begin), key.size());
    words.push_back(key.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

/// "second destination", "destination_2", "age at 2nd assistance": an attribute of a numbered
/// episode or assistance.
std::optional<std::string> numberedMeaning(const std::string& key) {
  constexpr std::array<std::string_view, 5> kEpisode{"episode", "trafficking", "time", "experience",
                                                     "incident"};
  constexpr std::array<std::string_view, 8> kAssistance{"assistance", "assisted",  "referral",
                                                        "referring",  "referred",  "mission",
                                                        "shelter",    "monitoring"};
  int number = 0;
  bool assistance = false;
  std::string name;
  for (const std::string& word : wordsOf(key)) {
    const auto ordinal = std::ranges::find(kOrdinals, word, &Ordinal::word);
    if (ordinal != kOrdinals.end()) {
      if (number != 0) return std::nullopt;
      number = ordinal->number;
      continue;
    }
    assistance = assistance || std::ranges::find(kAssistance, word) != kAssistance.end();
    const bool isUnit = word == "assistance" || std::ranges::find(kEpisode, word) != kEpisode.end();
    if (!isUnit || word == "assistance") name += (name.empty() ? "" : " ") + word;
  }
  if (number == 0 || name.empty()) return std::nullopt;
  if (assistance && name.starts_with("assistance ")) name.erase(0, 11);
  return (assistance ? "assistance " : "episode ") + std::to_string(number) + " " + name;
}

/// Guesses one column.
class ColumnGuess {
 public:
  ColumnGuess(std::string header, Contents contents)
      : header_(std::move(header)), contents_(std::move(contents)) {}

  std::vector<std::string> row(const std::map<ColumnRole, std::size_t>& roles, std::size_t index,
                               bool hasEpisodes);

 private:
  std::string meaning(const std::map<ColumnRole, std::size_t>& roles, std::size_t index,
                      bool hasEpisodes);
  std::string type();
  std::string values() const;
  bool has(std::size_t part) const { return part * 10 >= contents_.values.size() * 9; }

  std::string header_;
  Contents contents_;
  std::string note_;
};

std::string ColumnGuess::meaning(const std::map<ColumnRole, std::size_t>& roles, std::size_t index,
                                 bool hasEpisodes) {
  const std::string key = headerKey(header_);
  const auto is = [&](ColumnRole role) { return roles.count(role) > 0 && roles.at(role) == index; };
  const bool transcripts = roles.count(ColumnRole::Text) > 0;
  if (namesPersons(header_) && readLikePersons(contents_.values, true)) {
    note_ = "seems to hold persons' names, which do not belong into a project";
    return "ignore";
  }
  if (is(ColumnRole::Case)) {
    if (readLikePersons(contents_.values, false)) {
      note_ = "reads like persons' names: a case is named by a code; replace the names first";
    }
    return "case";
  }
  if (is(ColumnRole::Document)) {
    const bool isId = std::ranges::find(kIds, key) != kIds.end();
    if (transcripts || !isId) return "document";
    return roles.count(ColumnRole::Case) > 0 ? "ignore" : "case";
  }
  if (transcripts) {
    if (is(ColumnRole::Text)) return "text";
    if (is(ColumnRole::Speaker)) return "speaker";
    if (is(ColumnRole::Start)) return "start";
    if (is(ColumnRole::End)) return "end";
  }
  if (key == "code" && roles.count(ColumnRole::Case) == 0) return "case";
  if (key == "episode" || key == "episode number" || key == "episode no") return "episode";
  if (key == "assistance number") return "assistance";
  for (const KnownName& known : kKnown) {
    if (!isNamed(known.names, key)) continue;
    AttributePlace place = parseAttributePlace(known.meaning);
    if (place.unit == AttributeUnit::Episode && hasEpisodes) place.number = 0;
    return place.unit == AttributeUnit::Case ? "attribute " + place.name : toText(place);
  }
  AttributePlace place = parseAttributePlace(header_);
  if (place.unit != AttributeUnit::Case) return toText(place);
  if (auto numbered = numberedMeaning(key)) return *numbered;
  std::ranges::replace(place.name, '_', ' ');
  std::string attribute = "attribute " + place.name;
  if (parseMeaning(attribute)) return attribute;
  note_ = "the name is signs only: give the column a name, such as attribute country";
  return "ignore";
}

std::string ColumnGuess::type() {
  constexpr std::size_t kMostChoices = 12;
  constexpr std::size_t kLongestChoice = 40;
  const std::size_t count = contents_.values.size();
  if (count == 0) {
    note_ = "the column is empty";
    return "";
  }
  if (contents_.hasCodes) {
    note_ = "n.a. can mean not asked, not applicable or not answered: write which";
  }
  const bool few = contents_.different.size() <= kMostChoices &&
                   contents_.longest <= kLongestChoice && contents_.different.size() * 2 <= count;
  const std::size_t given = std::max(contents_.dates, contents_.numbers);
  const bool isYears = contents_.numbers > 0 && contents_.dates == contents_.numbers;
  if (has(contents_.dates) && (contents_.dates > contents_.numbers ||
                               headerKey(header_).find("date") != std::string::npos)) {
    if (!contents_.ambiguousDates) return "date";
    note_ = "day and month of some cannot be told apart: write day-first date or month-first date";
    return "date";
  }
  if (has(contents_.numbers) && given > 0) {
    if (few && !isYears && contents_.different.size() <= 6) {
      note_ = "codes? Then write what each means, such as 1=yes; otherwise make the type number";
      return "choice";
    }
    return "number";
  }
  if (contents_.isSeveral) return "choices";
  return few ? "choice" : "";
}

std::string ColumnGuess::values() const {
  std::set<std::string> parts;
  for (const std::string& value : contents_.different) {
    for (const std::string_view part : splitValues(value)) parts.emplace(part);
  }
  constexpr std::size_t kMostParts = 20;
  std::string all;
  if (parts.size() > kMostParts) return all;
  for (const std::string& part : parts) {
    if (part.find('=') != std::string::npos) return {};
    const AttributeValue read = readAttributeValue(part);
    const std::string to = read.state == ValueState::Given ? part : std::string(toText(read.state));
    all += (all.empty() ? "" : "; ") + part + "=" + to;
  }
  return all;
}

std::vector<std::string> ColumnGuess::row(const std::map<ColumnRole, std::size_t>& roles,
                                          std::size_t index, bool hasEpisodes) {
  const std::string what = meaning(roles, index, hasEpisodes);
  const auto read = parseMeaning(what);
  if (!read || read->kind != ColumnMeaning::Kind::Attribute) return {header_, what, "", "", note_};
  std::string kind = type();
  std::string pairs = kind == "choice" || kind == "choices" || contents_.hasCodes ? values() : "";
  if (pairs.empty() && (kind == "choice" || kind == "choices")) kind.clear();
  return {header_, what, kind, pairs, note_};
}

std::size_t headerRow(const std::vector<std::vector<std::string>>& rows) {
  constexpr std::size_t kMostTitles = 10;
  const auto cells = [](const std::vector<std::string>& row) {
    return static_cast<std::size_t>(std::ranges::count_if(
        row, [](const std::string& cell) { return !trimmedCell(cell).empty(); }));
  };
  std::size_t fullest = 0;
  for (std::size_t i = 0; i < rows.size() && i <= kMostTitles; ++i) {
    fullest = std::max(fullest, cells(rows[i]));
  }
  for (std::size_t i = 0; i < rows.size() && i < kMostTitles; ++i) {
    if (cells(rows[i]) * 2 >= fullest) return i;
  }
  return 0;
}

}  // namespace

std::string suggestMapping(const std::vector<std::vector<std::string>>& rows) {
  std::string table = csvRecord({"column", "meaning", "type", "values", "note"});
  if (rows.empty()) return table;
  const std::size_t at = headerRow(rows);
  const std::vector<std::string>& header = rows[at];
  const auto roles = findRoles(header);
  const bool hasEpisodes = std::ranges::any_of(header, [](const std::string& name) {
    const std::string key = headerKey(name);
    return key == "episode" || key == "episode number" || key == "episode no";
  });
  std::set<std::string> meanings;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const std::string name(trimmedCell(header[i]));
    if (name.empty()) continue;
    auto fields = ColumnGuess(name, contentsOf(rows, at, i)).row(roles, i, hasEpisodes);
    if (fields[1] != "ignore" && !meanings.insert(headerKey(fields[1])).second) {
      fields[4] = "another column means " + fields[1] + ": write what this one means";
      fields[1] = "ignore";
      fields[2] = fields[3] = "";
    }
    table += csvRecord(fields);
  }
  return table;
}

}  // namespace retold
