#include "cli/lexicon_own.h"

#include <optional>

#include "cli/project.h"
#include "cli/words.h"
#include "model/error.h"
#include "queries/lexicon/builtin.h"
#include "queries/lexicon/own_lexicons.h"

namespace retold {

namespace {

/// A lexicon's text by its language.
struct LanguageText {
  std::string language;
  std::string text;
};

std::vector<LanguageText> textsOf(std::string_view id, const std::optional<std::string>& project) {
  std::vector<LanguageText> texts;
  if (!project) {
    for (const BuiltinFile& file : builtinFiles())
      if (file.kind == "lexicon" && file.id == id)
        texts.push_back({std::string(file.language), std::string(file.content)});
    return texts;
  }
  for (const LexiconEntry& each : lexiconEntries(*openToRead(*project)))
    if (each.id == id && !each.text().empty())
      texts.push_back({each.language, std::string(each.text())});
  return texts;
}

std::string languagesOf(const std::vector<LanguageText>& texts) {
  std::vector<std::string_view> languages;
  for (const LanguageText& each : texts) languages.push_back(each.language);
  return listed(languages, "or");
}

}  // namespace

int showLexicon(const Arguments& arguments, Console& console) {
  const std::string& id = arguments.operand(1, "ID");
  arguments.noMoreThan(3);
  const auto project =
      arguments.operandCount() > 2 ? std::optional(arguments.operand(2, "PROJECT")) : std::nullopt;
  const auto language = arguments.value("--language");
  std::vector<LanguageText> texts = textsOf(id, project);
  if (texts.empty())
    throw Error(ErrorKind::NotFound, "there is no lexicon \"" + id + "\"",
                "\"retold lexicon list\" shows which there are");
  if (language) {
    const std::string all = languagesOf(texts);
    std::erase_if(texts, [&](const LanguageText& each) { return each.language != *language; });
    if (texts.empty())
      throw Error(ErrorKind::NotFound,
                  "there is no lexicon \"" + id + "\" in the language \"" + *language + "\"",
                  "it is there in " + all);
  }
  if (texts.size() > 1)
    arguments.complain("there is a lexicon \"" + id + "\" in several languages; --language takes " +
                       languagesOf(texts));
  console.out << texts.front().text;
  return 0;
}

int saveLexicon(const Arguments& arguments, Console& console) {
  const std::string& project = arguments.operand(1, "PROJECT");
  const std::string& file = arguments.operand(2, "FILE");
  arguments.noMoreThan(3);
  const std::string text = readUserFile(file);
  const auto storage = openToWrite(project, "lexicon");
  const OwnLexicon saved =
      saveLexicon(*storage, text, arguments.value("--coder", console.user), file);
  console.out << "saved " << saved.lexicon << " in " << saved.language
              << " as the project's own lexicon; "
              << reviewLine(readLexicon(saved.text, file).lexicon) << '\n';
  return 0;
}

int removeLexicon(const Arguments& arguments, Console& console) {
  const std::string& project = arguments.operand(1, "PROJECT");
  const std::string& id = arguments.operand(2, "ID");
  arguments.noMoreThan(3);
  const auto language = arguments.value("--language");
  if (!language) arguments.complain("--language is missing: the language of the lexicon");
  const auto storage = openToWrite(project, "lexicon");
  removeLexicon(*storage, id, *language, arguments.value("--coder", console.user));
  console.out << "took out the project's own lexicon " << id << " in " << *language << '\n';
  return 0;
}

}  // namespace retold
