#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_map>

#include "cli/columns.h"
#include "cli/commands.h"
#include "cli/document_show.h"
#include "cli/options.h"
#include "cli/project.h"
#include "cli/rows.h"
#include "cli/words.h"
#include "indexer/text/language.h"
#include "model/error.h"
#include "queries/document/corrections.h"
#include "queries/document/summary.h"

namespace retold {

namespace {

constexpr std::array<std::string_view, 9> kActions{
    "list", "show", "texts", "align", "language", "speaker", "translation", "exclude", "include"};
constexpr std::array<std::string_view, 2> kFormats{"text", "csv"};
constexpr Option kOptions[] = {
    {"--turn", "N", "this turn only, counted from 1 as \"show\" and the exports count", "language"},
    {"--span", "B:E", "this stretch of the stored text only: its first byte and the one behind it",
     "language"},
    {"--role", "ROLE", "interviewer, respondent, interpreter, other or unknown", "speaker"},
    {"--of", "ORIGINAL", "the document that this one is a translation of", "translation"},
    {"--translator", "NAME", "who translated", "translation"},
    {"--back", "", "translated back, to check another translation", "translation"},
    {"--machine", "", "translated by a program", "translation"},
    {"--none", "", "take back what was said: the guess counts again, or it is no translation",
     "language translation"},
    {"--reason", "TEXT", "why the document is left out", "exclude"},
    {"--coder", "NAME", "who says so; your login name where this is left out",
     "language speaker translation exclude include"},
    {"--format", "FMT", "text (the default) or csv", "list texts align"},
};

/// What a listing says of each document beside the document itself.
struct Beside {
  std::unordered_map<CaseId, std::string> cases;
  std::unordered_map<DocumentId, std::string> originals;
  std::unordered_map<DocumentId, std::uint64_t> codings;
  std::unordered_map<DocumentId, std::string> exclusions;

  explicit Beside(const Storage& storage) {
    for (const Case& person : storage.cases()) cases.emplace(person.id, person.name);
    for (const Translation& translation : storage.translations()) {
      const auto original = storage.document(translation.original);
      if (original) originals.emplace(translation.document, original->name);
    }
    for (const Coding& coding : storage.codings({})) ++codings[coding.document];
    for (const DocumentExclusion& exclusion : storage.exclusions())
      exclusions.emplace(exclusion.document, exclusion.reason);
  }

  template <class Key, class Value>
  static Value of(const std::unordered_map<Key, Value>& values, const Key& key) {
    const auto at = values.find(key);
    return at == values.end() ? Value{} : at->second;
  }
  std::string caseOf(const Document& document) const {
    return document.caseId ? of(cases, *document.caseId) : std::string();
  }
};

void listAsCsv(const std::vector<Document>& documents, const Beside& beside, std::ostream& out) {
  RowWriter rows(out, "csv",
                 {"document", "case", "language", "words", "characters", "tags", "translation_of",
                  "left_out", "reason"});
  for (const Document& document : documents) {
    rows.row({document.name, beside.caseOf(document), document.language, document.words,
              document.characters, Beside::of(beside.codings, document.id),
              Beside::of(beside.originals, document.id), document.excluded,
              Beside::of(beside.exclusions, document.id)});
  }
}

void listAsText(const std::vector<Document>& documents, const Beside& beside, Console& console) {
  TextTable table({"document", "case", "language", ">words", ">tags", ""});
  for (const Document& document : documents) {
    std::string remark;
    if (document.excluded) remark = "left out: " + Beside::of(beside.exclusions, document.id);
    const std::string original = Beside::of(beside.originals, document.id);
    if (!original.empty()) remark += (remark.empty() ? "" : "; ") + ("translation of " + original);
    table.add({isolated(console, onOneLine(document.name)),
               isolated(console, onOneLine(beside.caseOf(document))), document.language,
               grouped(document.words), grouped(Beside::of(beside.codings, document.id)),
               isolated(console, onOneLine(remark))});
  }
  if (!table.empty()) console.out << table.text() << '\n';
  const std::uint64_t translations = beside.originals.size();
  console.out << counted(documents.size(), "document", "documents");
  if (translations > 0) {
    console.out << "; " << grouped(translations)
                << (translations == 1 ? " is a translation" : " are translations")
                << ", so that they are "
                << counted(documents.size() - translations, "interview", "interviews");
  }
  console.out << '\n';
}

int list(const Arguments& arguments, const std::string& project, Console& console) {
  arguments.noMoreThan(2);
  const bool csv = arguments.choice("--format", kFormats) == "csv";
  const auto storage = openToRead(project);
  const std::vector<Document> documents = storage->documents({}, storage->documentCount());
  const Beside beside(*storage);
  csv ? listAsCsv(documents, beside, console.out) : listAsText(documents, beside, console);
  return 0;
}

/// "B:E".
ByteSpan spanFrom(const Arguments& arguments, const std::string& typed) {
  ByteSpan span;
  const char* const end = typed.data() + typed.size();
  const auto first = std::from_chars(typed.data(), end, span.begin);
  bool read = first.ec == std::errc{} && first.ptr != end && *first.ptr == ':';
  if (read) {
    const auto second = std::from_chars(first.ptr + 1, end, span.end);
    read = second.ec == std::errc{} && second.ptr == end;
  }
  if (!read) {
    arguments.complain("--span takes two numbers with a colon between, such as 120:151, not \"" +
                       typed + '"');
  }
  return span;
}

std::optional<ByteSpan> partFrom(const Arguments& arguments, const Storage& storage,
                                 const Document& document) {
  if (const auto typed = arguments.value("--span")) return spanFrom(arguments, *typed);
  if (!arguments.has("--turn")) return std::nullopt;
  const std::uint64_t number = arguments.number("--turn", 1, 1);
  const Text text = requireText(storage, document);
  if (number <= text.turns.size()) return text.turns[number - 1].span;
  throw Error(ErrorKind::NotFound,
              document.name + " has no turn " + grouped(number) + "; it has " +
                  counted(text.turns.size(), "turn", "turns"),
              "turns are counted from 1; nothing was changed");
}

int language(const Arguments& arguments, const std::string& project, Console& console) {
  constexpr std::array<std::string_view, 2> parts{"--turn", "--span"};
  arguments.keepApart("--none", parts);
  arguments.keepApart("--turn", std::array<std::string_view, 1>{"--span"});
  const std::string& name = arguments.operand(2, "DOCUMENT");
  const bool none = arguments.has("--none");
  const std::string code = none ? "" : arguments.operand(3, "CODE");
  arguments.noMoreThan(none ? 3 : 4);
  const auto storage = openToWrite(project, "document");
  const Document document = requireDocument(*storage, name);
  const std::string coder = arguments.value("--coder", console.user);
  if (none) {
    const std::size_t count = forgetLanguages(*storage, document, coder);
    console.out << (count == 0 ? "Nothing was said of the language of "
                               : "The guesses count again for ")
                << onOneLine(document.name) << ".\n";
    return 0;
  }
  const auto part = partFrom(arguments, *storage, document);
  sayLanguage(*storage, document, part, code, coder);
  console.out << languageName(code) << " (" << code << "): " << onOneLine(document.name);
  if (part) console.out << ", bytes " << part->begin << " to " << part->end;
  console.out << '\n';
  return 0;
}

int speaker(const Arguments& arguments, const std::string& project, Console& console) {
  const std::string& name = arguments.operand(2, "DOCUMENT");
  const std::string& label = arguments.operand(3, "LABEL");
  arguments.noMoreThan(4);
  const auto typed = arguments.value("--role");
  if (!typed) arguments.complain("--role is missing");
  const auto role = parseRole(*typed);
  if (!role) {
    arguments.complain(
        "--role takes interviewer, respondent, interpreter, other or unknown, not \"" + *typed +
        '"');
  }
  const auto storage = openToWrite(project, "document");
  const Document document = requireDocument(*storage, name);
  sayRole(*storage, document, label, *role, arguments.value("--coder", console.user));
  console.out << onOneLine(label) << " in " << onOneLine(document.name) << ": "
              << (*role == SpeakerRole::Unknown ? "as guessed" : *typed) << '\n';
  return 0;
}

int translation(const Arguments& arguments, const std::string& project, Console& console) {
  constexpr std::array<std::string_view, 4> details{"--of", "--translator", "--back", "--machine"};
  arguments.keepApart("--none", details);
  const std::string& name = arguments.operand(2, "DOCUMENT");
  arguments.noMoreThan(3);
  const auto of = arguments.value("--of");
  if (!of && !arguments.has("--none"))
    arguments.complain("say what it is a translation of, with --of, or --none");
  const auto storage = openToWrite(project, "document");
  const Document document = requireDocument(*storage, name);
  const std::string coder = arguments.value("--coder", console.user);
  if (!of) {
    const bool was = forgetTranslation(*storage, document, coder);
    console.out << onOneLine(document.name)
                << (was ? " is no translation any more.\n" : " was no translation.\n");
    return 0;
  }
  const Document original = requireDocument(*storage, *of);
  sayTranslation(*storage,
                 {{},
                  document.id,
                  original.id,
                  arguments.value("--translator", ""),
                  arguments.has("--back"),
                  arguments.has("--machine")},
                 coder);
  console.out << onOneLine(document.name) << " is a translation of " << onOneLine(original.name)
              << "; both are searched, and counted as one interview.\n";
  return 0;
}

int exclude(const Arguments& arguments, const std::string& project, Console& console) {
  const std::string& name = arguments.operand(2, "DOCUMENT");
  arguments.noMoreThan(3);
  const auto reason = arguments.value("--reason");
  if (!reason) arguments.complain("--reason is missing");
  const auto storage = openToWrite(project, "document");
  const Document document = requireDocument(*storage, name);
  leaveOut(*storage, document, *reason, arguments.value("--coder", console.user));
  console.out << "Left out: " << onOneLine(document.name)
              << ". It stays in the project and is not searched, screened or counted.\n";
  return 0;
}

int include(const Arguments& arguments, const std::string& project, Console& console) {
  const std::string& name = arguments.operand(2, "DOCUMENT");
  arguments.noMoreThan(3);
  const auto storage = openToWrite(project, "document");
  const Document document = requireDocument(*storage, name);
  const bool was = takeIn(*storage, document, arguments.value("--coder", console.user));
  console.out << onOneLine(document.name)
              << (was ? " is searched, screened and counted again.\n" : " was not left out.\n");
  return 0;
}

int texts(const Arguments& arguments, const std::string& project, Console& console) {
  const std::string& name = arguments.operand(2, "DOCUMENT");
  arguments.noMoreThan(3);
  const bool csv = arguments.choice("--format", kFormats) == "csv";
  const auto storage = openToRead(project);
  const std::vector<TextVersion> versions = versionsOf(*storage, requireDocument(*storage, name));
  if (csv) {
    RowWriter rows(
        console.out, "csv",
        {"id", "read", "reader", "options", "encoding", "bytes", "turns", "tags", "current"});
    for (const TextVersion& version : versions) {
      rows.row({toText(version.id), toText(version.read), version.reader, version.options,
                version.encoding, version.bytes, version.turns, version.codings, version.current});
    }
    return 0;
  }
  TextTable table({"read", "reader", "encoding", ">bytes", ">turns", ">tags", ""});
  for (const TextVersion& version : versions) {
    table.add({toText(version.read), version.reader, version.encoding, grouped(version.bytes),
               grouped(version.turns), grouped(version.codings),
               version.current ? "current" : "older"});
  }
  console.out << table.text() << '\n' << counted(versions.size(), "text", "texts") << '\n';
  return 0;
}

}  // namespace

constexpr Usage kDocumentUsage{
    .forms =
        "PROJECT list [--format FMT]\n"
        "PROJECT show DOCUMENT\n"
        "PROJECT texts DOCUMENT [--format FMT]\n"
        "PROJECT align DOCUMENT [--format FMT]\n"
        "PROJECT language DOCUMENT CODE [--turn N | --span B:E] [--coder NAME]\n"
        "PROJECT language DOCUMENT --none [--coder NAME]\n"
        "PROJECT speaker DOCUMENT LABEL --role ROLE [--coder NAME]\n"
        "PROJECT translation DOCUMENT --of ORIGINAL [--translator NAME] [--back] [--machine] "
        "[--coder NAME]\n"
        "PROJECT translation DOCUMENT --none [--coder NAME]\n"
        "PROJECT exclude DOCUMENT --reason TEXT [--coder NAME]\n"
        "PROJECT include DOCUMENT [--coder NAME]",
    .about =
        "Shows what is known of the documents, a translation beside its original, and takes what "
        "you say in place of a guess: "
        "languages, roles of speakers, which document is a translation of which, and which are "
        "left out. What you say is an event like any other change: the log holds it, and it "
        "can be undone.",
    .options = kOptions,
    .notes =
        "Columns of csv\n"
        "  list   document, case, language, words, characters, tags, translation_of,\n"
        "         left_out, reason\n"
        "  texts  id, read, reader, options, encoding, bytes, turns, tags, current\n"
        "  align  original_turn, original_speaker, original, translation_turn,\n"
        "         translation_speaker, translation, original_codes, translation_codes",
    .examples =
        "retold document study.retold show anna-03.docx\n"
        "retold document study.retold language anna-03.docx sr-Latn --turn 12\n"
        "retold document study.retold translation anna-03-en.docx \\\n"
        "    --of anna-03.docx --translator 'M. P.'\n"
        "retold document study.retold exclude dora.docx --reason 'consent withdrawn'",
    .failure = "the document could not be found, or what was said could not be stored",
};

int runDocument(std::span<const std::string_view> words, Console& console) {
  const Arguments arguments = parseArguments("document", kDocumentUsage, words);
  const std::string& project = arguments.operand(0, "PROJECT");
  const std::string_view action = arguments.action(1, kActions);
  if (action == "list") return list(arguments, project, console);
  if (action == "show") return showDocument(arguments, project, console);
  if (action == "texts") return texts(arguments, project, console);
  if (action == "align") return alignDocument(arguments, project, console);
  if (action == "language") return language(arguments, project, console);
  if (action == "speaker") return speaker(arguments, project, console);
  if (action == "translation") return translation(arguments, project, console);
  return action == "exclude" ? exclude(arguments, project, console)
                             : include(arguments, project, console);
}

}  // namespace retold
