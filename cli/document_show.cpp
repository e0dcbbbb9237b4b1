#include "cli/document_show.h"

#include <algorithm>

#include "cli/columns.h"
#include "cli/project.h"
#include "cli/words.h"
#include "indexer/text/language.h"
#include "queries/account/searchability.h"
#include "queries/document/summary.h"

namespace retold {

namespace {

/// Lines "what  value"; the second and later values of one thing stand below each other.
class Facts {
 public:
  explicit Facts(Console& console) : console_(console) {}

  void add(std::string_view what, const std::string& value) {
    constexpr std::size_t width = 12;
    if (value.empty()) return;
    const std::string label = what == last_ ? std::string() : std::string(what);
    console_.out << "  " << padded(label, width) << "  " << isolated(console_, onOneLine(value))
                 << '\n';
    last_ = what;
  }

 private:
  Console& console_;
  std::string last_;
};

void addLanguages(const Text& text, Facts& facts) {
  for (const LanguageShare& share : languagesOf(text)) {
    std::string line = share.language == "und" || share.language.empty()
                           ? std::string("not known")
                           : languageName(share.language) + " (" + share.language + ')';
    if (!share.script.empty() && share.script != "Zyyy") line += ", " + share.script + " script";
    line += ": " + percent(share.share) + " of the text";
    line += share.corrected ? ", said by a person" : ", " + percent(share.confidence) + " sure";
    facts.add("language", line);
  }
}

void addSpeakers(const Text& text, Facts& facts) {
  for (const SpeakerShare& speaker : speakersOf(text)) {
    std::string line = speaker.speaker.empty() ? "nobody named" : speaker.speaker;
    if (speaker.role != SpeakerRole::Unknown)
      line += " (" + std::string(toText(speaker.role)) + ')';
    facts.add("speakers", line + ", " + counted(speaker.turns, "turn", "turns"));
  }
}

void addPlaces(const Text& text, Facts& facts) {
  facts.add("length", counted(text.turns.size(), "turn", "turns") + ", " +
                          counted(text.content.size(), "byte", "bytes"));
  if (!text.pageStarts.empty()) facts.add("pages", grouped(text.pageStarts.size()));
  if (const auto times = timesOf(text))
    facts.add("recording", clockTime(times->from) + " to " + clockTime(times->to));
  if (text.ocrConfidence)
    facts.add("recognised", "from pictures, " + percent(*text.ocrConfidence) + " sure");
  if (!text.boilerplate.empty()) {
    std::uint64_t bytes = 0;
    for (const ByteSpan& span : text.boilerplate) bytes += span.size();
    facts.add("form",
              percent(static_cast<double>(bytes) / static_cast<double>(text.content.size())) +
                  " of the text is what a form prints");
  }
}

void addTranslations(const Storage& storage, const Document& document, Facts& facts) {
  const auto nameOf = [&storage](DocumentId id) {
    const auto other = storage.document(id);
    return other ? other->name : toText(id);
  };
  for (const Translation& translation : storage.translations()) {
    std::string how = translation.translator.empty() ? "" : ", by " + translation.translator;
    if (translation.back) how += ", translated back";
    if (translation.machine) how += ", by a program";
    if (translation.document == document.id)
      facts.add("translation", "of " + nameOf(translation.original) + how);
    if (translation.original == document.id)
      facts.add("translated", "in " + nameOf(translation.document) + how);
  }
}

void addFile(const Storage& storage, const Document& document, Facts& facts) {
  for (const FileRecord& file : storage.files()) {
    if (file.document != document.id) continue;
    if (file.fate == FileFate::Duplicate) {
      facts.add("also as", file.name);
      continue;
    }
    if (!file.root.empty()) facts.add("folder", file.root);
    if (file.near)
      facts.add("nearly same", percent(file.near->share) + " of " + file.near->document);
    if (file.searchability)
      for (const std::string& trouble : searchTroubles(*file.searchability))
        facts.add("searching", trouble);
    for (const std::string& note : file.notes) facts.add("notes", note);
  }
}

void addTexts(const Storage& storage, const Document& document, const Text& text, Facts& facts) {
  std::string encoding = text.encoding.name;
  if (text.encoding.guessed)
    encoding += " (guessed, " + percent(text.encoding.confidence) + " sure)";
  facts.add("text", text.reader + ", " + encoding + ", read " + toText(text.read));
  if (text.unreadable > 0)
    facts.add("text", counted(text.unreadable, "byte", "bytes") + " could not be decoded");
  const std::size_t texts = storage.texts(document.id).size();
  if (texts > 1)
    facts.add("text", grouped(texts - 1) + " older: \"retold document PROJECT texts\" lists them");
}

void addJudgements(const Storage& storage, const Document& document, Facts& facts) {
  CodingFilter filter;
  filter.document = document.id;
  const std::vector<Coding> codings = storage.codings(filter);
  const auto old = static_cast<std::uint64_t>(std::ranges::count_if(
      codings, [&document](const Coding& coding) { return coding.text != document.text; }));
  std::string line = counted(codings.size(), "tagged passage", "tagged passages");
  if (old > 0) line += ", " + grouped(old) + " on older texts";
  facts.add("tags", line);
  for (const Decision& decision : storage.decisions()) {
    if (decision.subject != Subject::Document || decision.subjectId != document.id) continue;
    facts.add("decisions", std::string(toText(decision.verdict)) + " (" + decision.question +
                               "), by " + decision.coder + ", " +
                               toText(decision.time).substr(0, 10) +
                               (decision.reason.empty() ? "" : ": " + decision.reason));
  }
}

std::string caseName(const Storage& storage, const Document& document) {
  if (!document.caseId) return {};
  const std::vector<Case> cases = storage.cases();
  const auto at = std::ranges::find(cases, *document.caseId, &Case::id);
  return at == cases.end() ? std::string() : at->name;
}

}  // namespace

int showDocument(const Arguments& arguments, const std::string& project, Console& console) {
  const std::string& name = arguments.operand(2, "DOCUMENT");
  arguments.noMoreThan(3);
  const auto storage = openToRead(project);
  const Document document = requireDocument(*storage, name);
  const Text text = requireText(*storage, document);
  console.out << isolated(console, onOneLine(document.name)) << '\n';
  Facts facts(console);
  for (const DocumentExclusion& exclusion : storage->exclusions()) {
    if (exclusion.document == document.id)
      facts.add("left out", exclusion.reason + " (by " + exclusion.coder + ", " +
                                toText(exclusion.time).substr(0, 10) + ')');
  }
  facts.add("case", caseName(*storage, document));
  addLanguages(text, facts);
  addSpeakers(text, facts);
  addPlaces(text, facts);
  addTranslations(*storage, document, facts);
  addFile(*storage, document, facts);
  addTexts(*storage, document, text, facts);
  addJudgements(*storage, document, facts);
  return 0;
}

}  // namespace retold
