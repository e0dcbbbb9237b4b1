#include "queries/codebook/exchange.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "indexer/import/csv_reader.h"
#include "indexer/store/event_payload.h"
#include "indexer/text/fold.h"
#include "indexer/text/names.h"
#include "model/error.h"
#include "queries/codebook/changes.h"
#include "queries/codebook/editing.h"
#include "queries/find/white_space.h"
#include "queries/lexicon/codebooks.h"

namespace retold {

namespace {

constexpr std::array<std::string_view, 4> kKinds{"", "risk", "protective", "pattern"};
const std::vector<std::string> kColumns{"code",    "label",   "kind",   "definition",
                                        "include", "exclude", "stages", "levels",
                                        "colour",  "parent",  "retired"};

std::vector<std::string> partsOf(std::string_view list) {
  std::vector<std::string> parts;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(';'), list.size());
    if (const auto part = trimmed(list.substr(0, end)); !part.empty()) parts.emplace_back(part);
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return parts;
}

/// What is wrong with one field.
struct Trouble {
  std::string column;
  std::string what;
};

/// Takes a table's rows as codes.
class CodeTable {
 public:
  CodeTable(CsvReader& reader, std::string_view file) : file_(file) {
    const std::optional<CsvRecord> header = reader.next();
    for (std::size_t at = 0; header && at < header->fields.size(); ++at) {
      std::string name = fold(trimmed(header->fields[at]));
      columns_.emplace(name == "name" ? "code" : std::move(name), at);
    }
    if (columns_.count("code") == 0) {
      throw Error(ErrorKind::Refused, std::string(file) + ": the table has no column \"code\"",
                  "its first line names the columns: " + list());
    }
  }

  std::string nameIn(const CsvRecord& row) const {
    return checkedCodeName(fieldOf(row, "code").value_or(""));
  }

  /// Puts what the row says into `code`. Parents are not read: the names say them.
  std::optional<Trouble> read(const CsvRecord& row, Code& code) const {
    const auto take = [&](const char* column, std::string& into) {
      if (const auto text = fieldOf(row, column)) into = *text;
    };
    take("label", code.label);
    take("definition", code.definition);
    take("include", code.include);
    take("exclude", code.exclude);
    if (const auto text = fieldOf(row, "colour")) {
      if (!isColour(*text)) {
        return Trouble{"colour", '"' + *text + "\" is no colour; expected #rrggbb or nothing"};
      }
      code.colour = *text;
    }
    if (code.label.empty()) code.label = code.name.substr(code.name.rfind('/') + 1);
    if (const auto fault = faultInName(code.label)) {
      return Trouble{"label", "the label of \"" + code.name + "\" cannot be used: " + *fault};
    }
    if (const auto text = fieldOf(row, "stages")) code.stages = partsOf(*text);
    if (const auto text = fieldOf(row, "levels")) code.levels = partsOf(*text);
    if (const auto text = fieldOf(row, "kind")) {
      const auto kind = std::ranges::find(kKinds, *text);
      if (kind == kKinds.end()) {
        return Trouble{
            "kind", '"' + *text + "\" is no kind; expected risk, protective, pattern or nothing"};
      }
      code.kind = static_cast<FactorKind>(kind - kKinds.begin());
    }
    if (const auto text = fieldOf(row, "retired")) {
      if (*text != "yes" && *text != "no" && !text->empty()) {
        return Trouble{"retired", '"' + *text + "\" stands where yes or no is expected"};
      }
      code.retired = *text == "yes";
    }
    return std::nullopt;
  }

  Diagnostic at(const CsvRecord& row, const std::string& column, const std::string& what) const {
    const auto known = columns_.find(column);
    const CsvPlace place = placeOf(row, known == columns_.end() ? 0 : known->second);
    return {Severity::Warning, file_, place.line, place.column, what};
  }

 private:
  static std::string list() {
    std::string names;
    for (const std::string& column : kColumns) names += (names.empty() ? "" : ", ") + column;
    return names;
  }

  std::optional<std::string> fieldOf(const CsvRecord& row, const std::string& column) const {
    const auto known = columns_.find(column);
    if (known == columns_.end()) return std::nullopt;
    if (known->second >= row.fields.size()) return std::string();
    return std::string(trimmed(row.fields[known->second]));
  }

  std::string file_;
  std::map<std::string, std::size_t> columns_;
};

bool isSame(const Code& a, const Code& b) { return toJson(Object(a)) == toJson(Object(b)); }

/// The codes of one import, put together and applied as one event.
class Incoming {
 public:
  Incoming(Storage& storage, std::string coder, std::string action)
      : storage_(storage),
        codebook_(storage.codebook()),
        change_(storage, std::move(coder), std::move(action)) {}

  const Code* named(std::string_view name) const {
    const auto at = std::ranges::find(codebook_.codes, name, &Code::name);
    return at == codebook_.codes.end() ? nullptr : &*at;
  }
  bool has(CodeId id) const {
    return std::ranges::find(codebook_.codes, id, &Code::id) != codebook_.codes.end();
  }

  void take(Code code, CodebookReport& report) {
    if (const Code* known = named(code.name)) {
      if (isSame(*known, code)) {
        ++report.unchanged;
        return;
      }
      ++report.changed;
      change_.replace(code);
      *std::ranges::find(codebook_.codes, code.id, &Code::id) = code;
      return;
    }
    ++report.added;
    codebook_.codes.push_back(code);
    added_.push_back(codebook_.codes.size() - 1);
  }

  void apply() {
    for (const std::size_t at : added_) {
      Code& code = codebook_.codes[at];
      if (!code.parent) code.parent = parentFor(codebook_, code.name);
      change_.add(code);
    }
    if (!change_.empty()) change_.apply(storage_);
  }

 private:
  Storage& storage_;
  Codebook codebook_;
  CodebookChange change_;
  std::vector<std::size_t> added_;
};

}  // namespace

std::string_view toText(FactorKind kind) { return kKinds.at(static_cast<std::size_t>(kind)); }

std::string joinedList(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : "; ") + value;
  return text;
}

std::string codebookCsv(const Codebook& codebook) {
  std::string table = csvRecord(kColumns);
  for (const Code& code : codebook.codes) {
    const auto parent = std::ranges::find_if(
        codebook.codes, [&](const Code& other) { return other.id == code.parent; });
    table += csvRecord(
        {code.name, code.label, std::string(toText(code.kind)), code.definition, code.include,
         code.exclude, joinedList(code.stages), joinedList(code.levels), code.colour,
         parent == codebook.codes.end() ? "" : parent->name, code.retired ? "yes" : "no"});
  }
  return table;
}

CodebookReport importCodebook(Storage& storage, std::string_view csv, std::string_view file,
                              const std::string& coder) {
  CsvReader reader(csv, std::string(file));
  const CodeTable table(reader, file);
  Incoming incoming(storage, coder, "import codebook");
  CodebookReport report;
  std::set<std::string> seen;
  while (const std::optional<CsvRecord> row = reader.next()) {
    Code code;
    try {
      code.name = table.nameIn(*row);
    } catch (const Error& error) {
      report.diagnostics.push_back(table.at(*row, "code", error.what()));
      continue;
    }
    if (!seen.insert(code.name).second) {
      report.diagnostics.push_back(table.at(
          *row, "code", '"' + code.name + "\" stands in the table twice; the first counts"));
      continue;
    }
    if (const Code* known = incoming.named(code.name)) {
      code = *known;
    } else {
      code.id = CodeId::create();
    }
    if (const auto trouble = table.read(*row, code)) {
      report.diagnostics.push_back(table.at(*row, trouble->column, trouble->what));
      continue;
    }
    incoming.take(std::move(code), report);
  }
  report.diagnostics.insert(report.diagnostics.end(), reader.diagnostics().begin(),
                            reader.diagnostics().end());
  incoming.apply();
  return report;
}

CodebookReport addBuiltinCodebook(Storage& storage, std::string_view id, const std::string& coder) {
  const Codebook builtin = builtinCodebook(id);
  Incoming incoming(storage, coder, "add built-in codebook");
  CodebookReport report;
  for (const Code& code : builtin.codes) {
    if (incoming.has(code.id) || incoming.named(code.name) != nullptr) {
      ++report.unchanged;
    } else {
      incoming.take(code, report);
    }
  }
  incoming.apply();
  return report;
}

}  // namespace retold
