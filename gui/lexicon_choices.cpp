#include "gui/lexicon_choices.h"

#include <algorithm>

#include <QCoreApplication>

#include "gui/strings.h"
#include "queries/lexicon/builtin.h"

namespace retold {

namespace {

constexpr const char* kListOf2010 = "appendix-d";

QString tr(const char* text) { return QCoreApplication::translate("LexiconChoice", text); }

}  // namespace

std::vector<LexiconChoice> lexiconChoices() {
  std::vector<LexiconChoice> single;
  for (const BuiltinFile& file : builtinFiles()) {
    const QString id = toQString(file.id);
    const auto same = [&](const LexiconChoice& choice) { return choice.ids.front() == id; };
    if (file.kind != "lexicon" || std::any_of(single.begin(), single.end(), same)) continue;
    single.push_back({toQString(file.title), {id}});
  }
  LexiconChoice usual{tr("All but the 2010 terms"), {}};
  LexiconChoice all{tr("All lexicons"), {}};
  for (const LexiconChoice& choice : single) {
    all.ids += choice.ids;
    if (choice.ids.front() != QLatin1String(kListOf2010)) usual.ids += choice.ids;
  }
  std::vector<LexiconChoice> choices;
  if (usual.ids.size() > 1) choices.push_back(usual);
  std::stable_partition(single.begin(), single.end(), [](const LexiconChoice& choice) {
    return choice.ids.front() != QLatin1String(kListOf2010);
  });
  choices.insert(choices.end(), single.begin(), single.end());
  if (single.size() > 1) choices.push_back(all);
  return choices;
}

QString reviewSummary(const std::vector<Lexicon>& lexicons) {
  const auto drafted = std::count_if(lexicons.begin(), lexicons.end(), [](const Lexicon& lexicon) {
    return lexicon.review == ReviewStatus::Drafted;
  });
  if (lexicons.size() == 1) {
    return tr("Lexicon (%1): %2")
        .arg(toQString(lexicons.front().language), toQString(reviewLine(lexicons.front())));
  }
  if (drafted == 0) return tr("Every lexicon was reviewed by a fluent reader");
  if (drafted == static_cast<std::ptrdiff_t>(lexicons.size())) {
    return tr("All %1 lexicons are drafted, not yet read by a fluent reader").arg(drafted);
  }
  return tr("%1 of %2 lexicons are drafted, not yet read by a fluent reader")
      .arg(drafted)
      .arg(lexicons.size());
}

QString reviewDetails(const std::vector<Lexicon>& lexicons) {
  QStringList lines;
  for (const Lexicon& lexicon : lexicons) {
    lines << QStringLiteral("%1 %2 (%3): %4")
                 .arg(toQString(lexicon.id), toQString(lexicon.version),
                      toQString(lexicon.language), toQString(reviewLine(lexicon)));
  }
  return lines.join(QLatin1Char('\n'));
}

}  // namespace retold
