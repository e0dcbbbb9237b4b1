#include <algorithm>
#include <array>

#include "cli/columns.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/project.h"
#include "cli/rows.h"
#include "cli/words.h"
#include "model/error.h"
#include "queries/cases/attribute_sets.h"

namespace retold {

namespace {

constexpr std::array<std::string_view, 4> kActions{"list", "add", "use", "remove"};
constexpr std::array<std::string_view, 2> kFormats{"text", "csv"};
constexpr std::array<std::string_view, 4> kUnits{"case", "episode", "assistance", "document"};
constexpr std::array<std::string_view, 5> kTypes{"text", "number", "date", "choice", "choices"};

constexpr Option kOptions[] = {
    {"--unit", "UNIT",
     "what the attribute belongs to: case (the default), episode, assistance or document",
     "list add remove"},
    {"--type", "TYPE", "text (the default), number, date, choice or choices", "add"},
    {"--values", "LIST", "what a choice may be, with \";\" between: 'internal; international'",
     "add"},
    {"--label", "TEXT", "the attribute in words, for people", "add"},
    {"--note", "TEXT", "what to watch for; where it comes from", "add"},
    {"--format", "FMT", "text (the default) or csv", "list"},
    {"--coder", "NAME", "who defines; your login name where this is left out", "add use remove"},
};

std::string joined(const std::vector<std::string>& values) {
  std::string all;
  for (const std::string& value : values) all += (all.empty() ? "" : "; ") + value;
  return all;
}

int listSets(Console& console) {
  TextTable table({"set", ">attributes", "title"});
  for (const AttributeSet& set : attributeSets())
    table.add({set.id, grouped(set.definitions.size()), set.title});
  console.out << table.text();
  return 0;
}

std::vector<AttributeDefinition> wanted(const Arguments& arguments, const Storage& storage) {
  std::vector<AttributeDefinition> definitions = storage.attributeDefinitions();
  if (!arguments.has("--unit")) return definitions;
  const auto unit = *parseAttributeUnit(arguments.choice("--unit", kUnits));
  std::erase_if(definitions, [unit](const auto& each) { return each.unit != unit; });
  return definitions;
}

int list(const Arguments& arguments, const Storage& storage, Console& console) {
  const auto definitions = wanted(arguments, storage);
  if (arguments.choice("--format", kFormats) == "csv") {
    RowWriter rows(console.out, "csv", {"name", "unit", "type", "values", "label", "note"});
    for (const AttributeDefinition& each : definitions) {
      rows.row({each.name, std::string(toText(each.unit)), std::string(toText(each.type)),
                joined(each.values), each.label, each.note});
    }
    return 0;
  }
  if (definitions.empty()) {
    console.out << "No attributes are defined. \"retold attribute PROJECT use SET\" defines those "
                   "of a study.\n";
    return 0;
  }
  TextTable table({"unit", "name", "type", "values"});
  for (const AttributeDefinition& each : definitions) {
    table.add({std::string(toText(each.unit)), onOneLine(each.name), std::string(toText(each.type)),
               onOneLine(joined(each.values))});
  }
  console.out << table.text();
  return 0;
}

void writeOutcome(const Defined& defined, Console& console) {
  for (const AttributeDefinition& each : defined.different) {
    console.err << "the project defines \"" << onOneLine(each.name) << "\" of " << toText(each.unit)
                << " in another way; its own definition was kept\n";
  }
  write(console.err, defined.misfits);
}

AttributeDefinition definitionFrom(const Arguments& arguments) {
  AttributeDefinition definition;
  definition.id = newUuid();
  definition.name = arguments.operand(2, "NAME");
  arguments.noMoreThan(3);
  definition.unit = *parseAttributeUnit(arguments.choice("--unit", kUnits));
  definition.type = *parseAttributeType(arguments.choice("--type", kTypes));
  const std::string values = arguments.value("--values", "");
  for (const std::string_view value : splitValues(values)) definition.values.emplace_back(value);
  definition.label = arguments.value("--label", "");
  definition.note = arguments.value("--note", "");
  const bool chooses =
      definition.type == AttributeType::Choice || definition.type == AttributeType::Choices;
  if (chooses && definition.values.empty())
    arguments.complain("a choice needs --values: what may be chosen");
  if (!chooses && !definition.values.empty())
    arguments.complain("--values goes with --type choice or choices only");
  return definition;
}

int add(const AttributeDefinition& definition, Storage& storage, const std::string& coder,
        Console& console) {
  const Defined defined = defineAttributes(storage, {definition}, "add attribute", coder);
  if (defined.added == 0) {
    throw Error(ErrorKind::Refused,
                "there is an attribute \"" + definition.name + "\" of " +
                    std::string(toText(definition.unit)) + " already",
                "\"retold attribute PROJECT remove\" takes it away; values stay");
  }
  writeOutcome(defined, console);
  console.out << "Added: " << onOneLine(definition.name) << " (" << toText(definition.unit) << ", "
              << toText(definition.type) << ")\n";
  return 0;
}

int use(const Arguments& arguments, Storage& storage, const std::string& coder, Console& console) {
  const AttributeSet set = attributeSet(arguments.operand(2, "SET"));
  arguments.noMoreThan(3);
  const Defined defined =
      defineAttributes(storage, set.definitions, "use attributes " + set.id, coder);
  writeOutcome(defined, console);
  console.out << counted(defined.added, "attribute", "attributes") << " of " << set.id << " added, "
              << grouped(defined.unchanged) << " there already, "
              << grouped(defined.different.size()) << " kept as the project defines them\n";
  return 0;
}

int remove(const Arguments& arguments, Storage& storage, const std::string& coder,
           Console& console) {
  const std::string& name = arguments.operand(2, "NAME");
  arguments.noMoreThan(3);
  std::optional<AttributeUnit> unit;
  if (arguments.has("--unit")) unit = parseAttributeUnit(arguments.choice("--unit", kUnits));
  const auto definition = definitionNamed(storage, name, unit);
  if (!definition) {
    throw Error(ErrorKind::NotFound, "there is no attribute \"" + name + "\"",
                "\"retold attribute PROJECT list\" shows those that are defined");
  }
  removeDefinition(storage, *definition, coder);
  console.out << "Removed: " << onOneLine(definition->name) << " (" << toText(definition->unit)
              << "); values stay\n";
  return 0;
}

}  // namespace

constexpr Usage kAttributeUsage{
    .forms =
        "PROJECT list [--unit UNIT] [--format FMT]\n"
        "PROJECT add NAME [--unit UNIT] [--type TYPE] [--values LIST] [--label TEXT] [--note TEXT] "
        "[--coder NAME]\n"
        "PROJECT use SET [--coder NAME]\n"
        "PROJECT remove NAME [--unit UNIT] [--coder NAME]\n"
        "sets",
    .about =
        "Says what may be recorded of cases, episodes, assistance and documents, so that values "
        "are checked when they come in. Attributes that nobody defined may hold any text. \"sets\" "
        "lists the attributes of published studies that come with the program.",
    .options = kOptions,
    .notes = "Columns of csv\n  name, unit, type, values, label, note",
    .examples =
        "retold attribute sets\n"
        "retold attribute study.retold use retrafficking-2010\n"
        "retold attribute study.retold add 'debt at exit' --unit episode --type number",
    .failure = "the attribute could not be defined; the reason stands on standard error",
};

int runAttribute(std::span<const std::string_view> words, Console& console) {
  const Arguments arguments = parseArguments("attribute", kAttributeUsage, words);
  const std::string& project = arguments.operand(0, "PROJECT");
  if (project == "sets" && arguments.operandCount() == 1) return listSets(console);
  const std::string_view action = arguments.action(1, kActions);
  if (action == "list") {
    arguments.noMoreThan(2);
    return list(arguments, *openToRead(project), console);
  }
  const std::string coder = arguments.value("--coder", console.user);
  if (action == "add") {
    const AttributeDefinition definition = definitionFrom(arguments);
    return add(definition, *openToWrite(project, "attribute"), coder, console);
  }
  const auto storage = openToWrite(project, "attribute");
  if (action == "use") return use(arguments, *storage, coder, console);
  return remove(arguments, *storage, coder, console);
}

}  // namespace retold
