#include "indexer/import/cases.h"

#include <algorithm>
#include <array>

#include "cli/columns.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/project.h"
#include "cli/rows.h"
#include "cli/words.h"
#include "indexer/import/csv_reader.h"
#include "indexer/import/mapping.h"
#include "indexer/import/table_text.h"
#include "model/error.h"
#include "queries/cases/case_file.h"

namespace retold {

namespace {

constexpr std::array<std::string_view, 5> kActions{"list", "show", "import", "add", "set"};
constexpr std::array<std::string_view, 3> kListFormats{"text", "csv", "wide"};
constexpr std::array<std::string_view, 2> kShowFormats{"text", "csv"};
constexpr std::array<std::string_view, 5> kStates{"given", "missing", "not-asked", "not-applicable",
                                                  "withheld"};
constexpr std::array<std::string_view, 2> kNotWithEpisode{"--assistance", "--document"};
constexpr std::array<std::string_view, 1> kNotWithAssistance{"--document"};

constexpr Option kOptions[] = {
    {"--mapping", "FILE",
     "a table (csv) that says what each column means; \"retold cases mapping\" writes one to start "
     "from",
     "import"},
    {"--dry-run", "",
     "only show what would be: every row that cannot be placed, every value that "
     "would change",
     "import"},
    {"--format", "FMT",
     "text (the default) or csv; list also takes wide: csv with a column for each attribute, which "
     "import reads again",
     "list show"},
    {"--document", "NAME", "with add: a document of the case; with set: the value is of this one",
     "add set", true},
    {"--episode", "N", "the value is of this episode, 1 for the first", "set"},
    {"--assistance", "N", "the value is of this assistance, 1 for the first", "set"},
    {"--state", "STATE",
     "why there is no value: missing, not-asked, not-applicable or withheld; VALUE is then left "
     "out",
     "set"},
    {"--coder", "NAME", "who changes it; your login name where this is left out", "import add set"},
};

std::string shown(const AttributeValue& value) {
  if (value.state == ValueState::Given) return value.text;
  const std::string state = "(" + std::string(toText(value.state)) + ")";
  return value.text.empty() ? state : value.text + " " + state;
}

// mapping

int writeMapping(const Arguments& arguments, Console& console) {
  const std::string& file = arguments.operand(1, "FILE");
  arguments.noMoreThan(2);
  constexpr std::size_t kLookedAt = 5000;
  const TableText table = readTableText(file);
  CsvReader reader(table.text, table.name);
  std::vector<std::vector<std::string>> rows;
  while (rows.size() <= kLookedAt) {
    auto record = reader.next();
    if (!record) break;
    rows.push_back(std::move(record->fields));
  }
  if (rows.empty()) {
    throw Error(ErrorKind::Refused, file + ": the table is empty",
                "expected a header row and a row for each case, episode or document");
  }
  console.out << suggestMapping(rows);
  return 0;
}

// import

TableMapping mappingFrom(const std::string& file, Console& console) {
  MappingReport report = readTableMapping(std::filesystem::path(file));
  write(console.err, report.diagnostics);
  if (!report.usable()) {
    throw Error(ErrorKind::Refused, "the mapping " + file + " cannot be used",
                "mend the lines that are named above; nothing was changed");
  }
  return std::move(report.mapping);
}

void writeChanges(const CaseValues::Put& put, bool dryRun, std::ostream& out) {
  for (const ValueChange& change : put.changes) {
    out << onOneLine(change.owner) << ", " << onOneLine(toText(change.place)) << ": \""
        << onOneLine(shown(change.before)) << "\" " << (dryRun ? "would become" : "became") << " \""
        << onOneLine(shown(change.after)) << "\"\n";
  }
}

int importTable(const Arguments& arguments, const std::string& project, Console& console) {
  CasesRequest request;
  request.file = arguments.operand(2, "FILE");
  arguments.noMoreThan(3);
  request.coder = arguments.value("--coder", console.user);
  request.dryRun = arguments.has("--dry-run");
  if (const auto file = arguments.value("--mapping")) request.mapping = mappingFrom(*file, console);
  const CasesReport report = request.dryRun ? previewCases(*openToRead(project), request)
                                            : importCases(*openToWrite(project, "cases"), request);
  write(console.err, report.diagnostics);
  const CaseValues::Put& put = report.put;
  writeChanges(put, request.dryRun, console.out);
  console.out << (request.dryRun ? "Dry run, nothing was changed. " : "") << "Read "
              << counted(report.rows, "row", "rows") << ":\n"
              << "  " << counted(put.newCases, "new case", "new cases") << "\n"
              << "  " << counted(put.cases - put.newCases, "changed case", "changed cases") << "\n"
              << "  " << counted(put.unchanged, "case as it was", "cases as they were") << "\n"
              << "  " << counted(put.episodes, "episode", "episodes") << " and "
              << grouped(put.assistance) << " of assistance new or changed\n"
              << "  " << counted(put.documents, "document", "documents") << " placed, "
              << grouped(put.facts) << " with new facts\n"
              << "  " << counted(put.changes.size(), "value", "values") << " in place of another\n"
              << "  " << counted(report.unplaced, "row", "rows") << " left out\n";
  return std::ranges::all_of(report.diagnostics,
                             [](const Diagnostic& each) { return each.severity == Severity::Note; })
             ? 0
             : 1;
}

// list

int list(const Arguments& arguments, const Storage& storage, Console& console) {
  const std::string_view format = arguments.choice("--format", kListFormats);
  if (format == "wide") {
    console.out << caseTable(storage);
    return 0;
  }
  const std::vector<Case> cases = storage.cases();
  std::optional<RowWriter> rows;
  if (format == "csv") {
    rows.emplace(
        console.out, "csv",
        std::vector<std::string>{"case", "documents", "episodes", "assistance", "attributes"});
  }
  TextTable table({"case", ">documents", ">episodes", ">assistance", ">attributes"});
  for (const Case& person : cases) {
    const std::uint64_t documents = storage.documentsOf(person.id).size();
    const std::uint64_t episodes = storage.episodes(person.id).size();
    const std::uint64_t assistance = storage.assistance(person.id).size();
    const std::uint64_t attributes = person.attributes.size();
    if (rows) {
      rows->row({person.name, documents, episodes, assistance, attributes});
    } else {
      table.add({onOneLine(person.name), grouped(documents), grouped(episodes), grouped(assistance),
                 grouped(attributes)});
    }
  }
  if (rows) return 0;
  if (!table.empty()) console.out << table.text() << '\n';
  console.out << counted(cases.size(), "case", "cases") << '\n';
  return 0;
}

// show

/// Writes one case, as text or as rows of csv.
class CaseWriter {
 public:
  CaseWriter(Console& console, std::vector<AttributeDefinition> definitions)
      : console_(console), definitions_(std::move(definitions)) {}

  void writeText(const CaseFile& file) const;
  void writeCsv(const CaseFile& file) const;

 private:
  void section(const std::string& title, AttributeUnit unit, const Attributes& attributes) const;

  Console& console_;
  std::vector<AttributeDefinition> definitions_;
};

void CaseWriter::section(const std::string& title, AttributeUnit unit,
                         const Attributes& attributes) const {
  console_.out << title << '\n';
  std::size_t width = 0;
  for (const auto& [name, value] : attributes)
    width = std::max(width, displayWidth(onOneLine(name)));
  for (const auto& [name, value] : attributes) {
    console_.out << "  " << padded(onOneLine(name), width) << "  "
                 << isolated(console_, onOneLine(shown(value)));
    const auto date = dateOf(definitions_, unit, name, value);
    if (date && toText(*date) != value.text) console_.out << "  [" << toText(*date) << "]";
    console_.out << '\n';
  }
}

void CaseWriter::writeText(const CaseFile& file) const {
  section("Case " + onOneLine(file.person.name), AttributeUnit::Case, file.person.attributes);
  for (const Episode& episode : file.episodes) {
    section("Episode " + std::to_string(episode.number), AttributeUnit::Episode,
            episode.attributes);
    for (const CaseFile::Gap& gap : file.gaps) {
      if (gap.from != episode.number) continue;
      console_.out << "From the end of episode " << gap.from << " to the beginning of episode "
                   << gap.to << ": " << inWords(gap.months) << '\n';
    }
  }
  for (const Assistance& assistance : file.assistance) {
    section("Assistance " + std::to_string(assistance.number) +
                (assistance.episode ? " (after episode " + std::to_string(*assistance.episode) + ")"
                                    : ""),
            AttributeUnit::Assistance, assistance.attributes);
  }
  for (const CaseFile::Paper& paper : file.documents) {
    const bool known = paper.facts.has_value();
    const std::string of = known && paper.facts->episode
                               ? " (of episode " + std::to_string(*paper.facts->episode) + ")"
                               : "";
    section("Document " + onOneLine(paper.document.name) + of, AttributeUnit::Document,
            known ? paper.facts->attributes : Attributes());
  }
}

void CaseWriter::writeCsv(const CaseFile& file) const {
  RowWriter rows(console_.out, "csv",
                 {"case", "unit", "number", "document", "name", "state", "value", "earliest",
                  "latest", "approximate"});
  const auto write = [&](AttributeUnit unit, Cell number, Cell document,
                         const Attributes& attributes) {
    for (const auto& [name, value] : attributes) {
      const auto date = dateOf(definitions_, unit, name, value);
      const auto day = [](const std::optional<Day>& each) -> Cell {
        if (!each) return {};
        return toText(PartialDate{each, each, false, ""});
      };
      rows.row({file.person.name, std::string(toText(unit)), number, document, name,
                std::string(toText(value.state)), value.text, date ? day(date->earliest) : Cell(),
                date ? day(date->latest) : Cell(), date ? Cell(date->approximate) : Cell()});
    }
  };
  write(AttributeUnit::Case, {}, {}, file.person.attributes);
  for (const Episode& each : file.episodes)
    write(AttributeUnit::Episode, std::uint64_t(each.number), {}, each.attributes);
  for (const CaseFile::Gap& gap : file.gaps) {
    rows.row({file.person.name,
              std::string("derived"),
              std::uint64_t(gap.from),
              {},
              std::string("months to the next episode"),
              std::string("given"),
              inWords(gap.months),
              {},
              {},
              {}});
  }
  for (const Assistance& each : file.assistance)
    write(AttributeUnit::Assistance, std::uint64_t(each.number), {}, each.attributes);
  for (const CaseFile::Paper& paper : file.documents)
    write(AttributeUnit::Document, {}, paper.document.name,
          paper.facts ? paper.facts->attributes : Attributes());
}

int show(const Arguments& arguments, const Storage& storage, Console& console) {
  const CaseFile file = caseFile(storage, requireCase(storage, arguments.operand(2, "CASE")));
  arguments.noMoreThan(3);
  const CaseWriter writer(console, storage.attributeDefinitions());
  arguments.choice("--format", kShowFormats) == "csv" ? writer.writeCsv(file)
                                                      : writer.writeText(file);
  return 0;
}

// add and set

int add(const Arguments& arguments, Storage& storage, const std::string& coder, Console& console) {
  const std::string& name = arguments.operand(2, "CASE");
  arguments.noMoreThan(3);
  std::vector<Document> documents;
  for (const std::string& document : arguments.values("--document"))
    documents.push_back(requireDocument(storage, document));
  addCase(storage, name, documents, coder);
  console.out << "Added: case " << onOneLine(name) << " with "
              << counted(documents.size(), "document", "documents") << '\n';
  return 0;
}

/// What --state says, or else the value that was typed.
AttributeValue valueFrom(const Arguments& arguments) {
  if (!arguments.has("--state")) {
    arguments.noMoreThan(5);
    return {ValueState::Given, arguments.operand(4, "VALUE")};
  }
  const std::string_view state = arguments.choice("--state", kStates);
  if (state == "given") {
    arguments.noMoreThan(5);
    return {ValueState::Given, arguments.operand(4, "VALUE")};
  }
  arguments.noMoreThan(4);
  std::string words(state);
  std::ranges::replace(words, '-', ' ');
  return {*parseValueState(words), ""};
}

int set(const Arguments& arguments, Storage& storage, const std::string& coder, Console& console) {
  constexpr std::uint64_t kMostParts = 999;
  const std::string& caseName = arguments.operand(2, "CASE");
  AttributePlace place = parseAttributePlace(arguments.operand(3, "NAME"));
  const AttributeValue value = valueFrom(arguments);
  arguments.keepApart("--episode", kNotWithEpisode);
  arguments.keepApart("--assistance", kNotWithAssistance);
  const auto number = [&](std::string_view option) {
    return static_cast<std::uint32_t>(arguments.number(option, 1, 1, kMostParts));
  };
  std::optional<Document> document;
  const Case person = requireCase(storage, caseName);
  if (arguments.has("--episode")) {
    place = {AttributeUnit::Episode, number("--episode"), place.name};
  } else if (arguments.has("--assistance")) {
    place = {AttributeUnit::Assistance, number("--assistance"), place.name};
  } else if (const auto documents = arguments.values("--document"); !documents.empty()) {
    document = requireDocument(storage, documents.front());
    if (documents.size() > 1 || document->caseId != person.id) {
      arguments.complain("--document takes one document of the case " + caseName);
    }
    place = {AttributeUnit::Document, 0, place.name};
  }
  const bool counts =
      place.unit == AttributeUnit::Episode || place.unit == AttributeUnit::Assistance;
  if (counts && place.number == 0) {
    arguments.complain("say which " + std::string(toText(place.unit)) + ": --" +
                       std::string(toText(place.unit)) + " N");
  }
  if (place.unit == AttributeUnit::Document && !document)
    arguments.complain("say which document: --document NAME");
  const ValueChange change = setValue(storage, person, place, document, value, coder);
  console.out << "Set: " << onOneLine(change.owner) << ", " << onOneLine(toText(change.place))
              << ": " << onOneLine(shown(change.after))
              << " (before: " << onOneLine(shown(change.before)) << ")\n";
  return 0;
}

}  // namespace

constexpr Usage kCasesUsage{
    .forms =
        "PROJECT list [--format FMT]\n"
        "PROJECT show CASE [--format FMT]\n"
        "PROJECT import FILE [--mapping FILE] [--dry-run] [--coder NAME]\n"
        "PROJECT add CASE [--document NAME]... [--coder NAME]\n"
        "PROJECT set CASE NAME VALUE|--state STATE [--episode N | --assistance N | --document "
        "NAME] "
        "[--coder NAME]\n"
        "mapping FILE",
    .about =
        "Keeps what is known of persons: attributes of the case, of its episodes, of the times it "
        "was assisted and of its documents. \"import\" reads a table (csv, xlsx, ods) with a row "
        "for each case, episode or document as one change; reading a table again updates, and an "
        "empty cell replaces nothing. \"mapping\" writes a guess of what the columns of a table "
        "mean, to look at and to mend.",
    .options = kOptions,
    .notes =
        "Columns of csv\n"
        "  list: case, documents, episodes, assistance, attributes\n"
        "  show: case, unit, number, document, name, state, value, earliest, latest,\n"
        "        approximate",
    .examples =
        "retold cases mapping cases.xlsx > mapping.csv\n"
        "retold cases study.retold import cases.xlsx --mapping mapping.csv --dry-run\n"
        "retold cases study.retold show C-17\n"
        "retold cases study.retold set C-17 'exit date' 'spring 2003' --episode 1\n"
        "retold cases study.retold set C-17 education --state not-asked",
    .failure =
        "a row could not be placed, a value was doubtful, or the table could not be read; what "
        "could be placed is in the project",
};

int runCases(std::span<const std::string_view> words, Console& console) {
  const Arguments arguments = parseArguments("cases", kCasesUsage, words);
  const std::string& project = arguments.operand(0, "PROJECT");
  if (project == "mapping" && arguments.operandCount() == 2)
    return writeMapping(arguments, console);
  const std::string_view action = arguments.action(1, kActions);
  if (action == "import") return importTable(arguments, project, console);
  if (action == "list") {
    arguments.noMoreThan(2);
    return list(arguments, *openToRead(project), console);
  }
  if (action == "show") return show(arguments, *openToRead(project), console);
  const std::string coder = arguments.value("--coder", console.user);
  const auto storage = openToWrite(project, "cases");
  return action == "add" ? add(arguments, *storage, coder, console)
                         : set(arguments, *storage, coder, console);
}

}  // namespace retold
