#include "gui/lexicon_choices.h"

#include <QCoreApplication>
#include <algorithm>
#include <map>

#include "gui/strings.h"
#include "queries/lexicon/builtin.h"
#include "queries/lexicon/outline.h"
#include "queries/lexicon/own_lexicons.h"

namespace retold {

namespace {

constexpr const char* kUsual = "prior-trafficking";

QString tr(const char* text) { return QCoreApplication::translate("retold", text); }

}  // namespace

std::vector<LexiconChoice> lexiconChoices(const std::vector<OwnLexicon>& own) {
  std::vector<LexiconChoice> choices;
  for (const BuiltinFile& file : builtinFiles()) {
    const QString id = toQString(file.id);
    const auto same = [&](const LexiconChoice& choice) { return choice.ids.front() == id; };
    if (file.kind != "lexicon" || std::any_of(choices.begin(), choices.end(), same)) continue;
    choices.push_back({toQString(file.title), {id}});
  }
  for (const OwnLexicon& each : own) {
    const QString id = toQString(each.lexicon);
    const auto same = [&](const LexiconChoice& choice) { return choice.ids.front() == id; };
    if (!isFinished(each) || std::any_of(choices.begin(), choices.end(), same)) continue;
    const QString title = toQString(outlineOf(each.text).header("title"));
    choices.push_back({title.isEmpty() ? id : title, {id}});
  }
  std::stable_partition(choices.begin(), choices.end(), [](const LexiconChoice& choice) {
    return choice.ids.front() == QLatin1String(kUsual);
  });
  return choices;
}

std::vector<std::string> languagesOf(const QStringList& ids, const std::vector<OwnLexicon>& own) {
  std::vector<std::string> languages;
  for (const BuiltinFile& file : builtinFiles()) {
    if (file.kind != "lexicon" || !ids.contains(toQString(file.id))) continue;
    languages.emplace_back(file.language);
  }
  for (const OwnLexicon& each : own)
    if (isFinished(each) && ids.contains(toQString(each.lexicon)))
      languages.push_back(each.language);
  std::sort(languages.begin(), languages.end(), [](const auto& a, const auto& b) {
    return languageInWords(a).localeAwareCompare(languageInWords(b)) < 0;
  });
  languages.erase(std::unique(languages.begin(), languages.end()), languages.end());
  return languages;
}

QString reviewSummary(const std::vector<const Lexicon*>& lexicons) {
  if (lexicons.empty()) return {};
  if (lexicons.size() == 1) {
    return QStringLiteral("%1: %2").arg(languageInWords(lexicons.front()->language),
                                        toQString(reviewLine(*lexicons.front())));
  }
  const auto count = [&](auto&& has) {
    return std::count_if(lexicons.begin(), lexicons.end(), has);
  };
  const auto drafted =
      count([](const Lexicon* each) { return each->review == ReviewStatus::Drafted; });
  const auto starters =
      count([](const Lexicon* each) { return each->coverage == Coverage::Starter; });
  const auto all = static_cast<std::ptrdiff_t>(lexicons.size());
  QString line = drafted == 0 ? tr("%1 lexicons, each reviewed").arg(all)
                 : drafted == all
                     ? tr("%1 lexicons, drafted, not yet read by a fluent reader").arg(all)
                     : tr("%1 of %2 lexicons are drafted, not yet read by a fluent reader")
                           .arg(drafted)
                           .arg(all);
  if (starters == 1) line += tr("; 1 is a starter");
  if (starters > 1) line += tr("; %1 are starters").arg(starters);
  return line;
}

QString reviewDetails(const std::vector<const Lexicon*>& lexicons) {
  std::map<std::string, QStringList> groups;
  for (const Lexicon* lexicon : lexicons) {
    QStringList& languages = groups[reviewLine(*lexicon)];
    const QString language = languageInWords(lexicon->language);
    if (!languages.contains(language)) languages << language;
  }
  QStringList lines;
  for (auto& [line, languages] : groups) {
    languages.sort();
    lines << QStringLiteral("%1:\n%2").arg(toQString(line), languages.join(QStringLiteral(", ")));
  }
  return lines.join(QStringLiteral("\n\n"));
}

}  // namespace retold
