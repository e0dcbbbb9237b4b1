#include "gui/models/match_list.h"

#include <QLocale>
#include <algorithm>

#include "gui/models/candidate_list.h"
#include "gui/strings.h"
#include "gui/views/card.h"
#include "queries/find/concordance.h"
#include "queries/screen/rank.h"

namespace retold {

namespace {

constexpr std::size_t kContextWords = 8;

Tone toneOf(MatchStatus status) {
  return status == MatchStatus::Asserted ? Tone::Accent : Tone::Plain;
}

QString wordsFor(MatchStatus status) {
  switch (status) {
    case MatchStatus::Asserted:
      return MatchList::tr("asserted");
    case MatchStatus::Denied:
      return MatchList::tr("denied");
    case MatchStatus::Feared:
      return MatchList::tr("feared or possible");
    case MatchStatus::OtherPerson:
      return MatchList::tr("another person");
    case MatchStatus::Question:
      return MatchList::tr("a question");
    case MatchStatus::Boilerplate:
      return MatchList::tr("form text");
    case MatchStatus::SameEpisode:
      return MatchList::tr("within one episode");
  }
  return {};
}

}  // namespace

QString wordsFor(How how) {
  switch (how) {
    case How::Exact:
      return MatchList::tr("same letters");
    case How::Case:
      return MatchList::tr("capital letters differ");
    case How::Folded:
      return MatchList::tr("accents or spelling differ");
    case How::Twin:
      return MatchList::tr("written in the other script");
    case How::Inflected:
      return MatchList::tr("another form of the word");
    case How::Prefix:
      return MatchList::tr("a longer word");
    case How::Misspelt:
      return MatchList::tr("spelt otherwise");
    case How::Gap:
      return MatchList::tr("words apart");
    case How::Pattern:
      return MatchList::tr("by a pattern");
  }
  return {};
}

MatchList::MatchList(Session& session, QObject* parent)
    : QAbstractListModel(parent), session_(session) {
  connect(&session, &Session::documentChanged, this, &MatchList::rebuild);
  connect(&session, &Session::explanationChanged, this, &MatchList::rebuild);
  connect(&session, &Session::decisionsChanged, this, [this] {
    if (rowCount() > 0) emit dataChanged(index(0), index(rowCount() - 1));
  });
  connect(&session, &Session::textHidingChanged, this, [this] {
    if (rowCount() > 0) emit dataChanged(index(0), index(rowCount() - 1));
  });
  rebuild();
}

void MatchList::rebuild() {
  beginResetModel();
  document_ = session_.document();
  points_.clear();
  const std::shared_ptr<const Findings> findings = session_.findings();
  if (document_ && findings && document_->isExplained()) {
    for (const ScoreLine& line : explainScore(document_->candidate(), findings->lexicons)) {
      points_.push_back(line.points);
    }
  }
  points_.resize(document_ ? document_->matches().size() : 0);
  endResetModel();
}

const Lexicon* lexiconOf(const Match& match, const Findings& findings) {
  const auto at =
      std::find_if(findings.lexicons.begin(), findings.lexicons.end(),
                   [&](const Lexicon& each) { return each.digest == match.lexiconDigest; });
  return at == findings.lexicons.end() ? nullptr : &*at;
}

QString MatchList::meaningOf(const Match& match) const {
  const std::shared_ptr<const Findings> findings = session_.findings();
  const Lexicon* lexicon = findings ? lexiconOf(match, *findings) : nullptr;
  if (lexicon != nullptr) {
    for (const Pattern& pattern : lexicon->patterns) {
      if (pattern.name == match.category && !pattern.gloss.empty()) return toQString(pattern.gloss);
    }
  }
  return toQString(match.category);
}

QString MatchList::glossAndWords(const Match& match) const {
  QStringList words;
  for (const ByteSpan& word : match.words) words << onOneLine(toQString(document_->quote(word)));
  if (words.isEmpty()) words << onOneLine(toQString(document_->quote(match.span)));
  const QString fit = tr("“%1”").arg(apart(words.join(QStringLiteral(" … "))));
  const bool english = match.language.starts_with("en");
  const QString language = toQString(match.language);
  if (match.gloss.empty()) return english ? fit : QStringLiteral("%1: %2").arg(language, fit);
  const QString gloss = apart(onOneLine(toQString(match.gloss)));
  return english ? tr("meaning: %1 · %2").arg(gloss, fit)
                 : tr("%1, in English: %2 · %3").arg(language, gloss, fit);
}

int MatchList::rowCount(const QModelIndex& parent) const {
  if (parent.isValid() || !document_) return 0;
  return static_cast<int>(document_->matches().size());
}

QVariant MatchList::hiddenData(int row, int role) const {
  const Match& match = document_->matches()[static_cast<std::size_t>(row)];
  Card card;
  card.title = meaningOf(match);
  card.sign = wordsFor(match.status);
  card.before = tr("text hidden");
  if (role == CardRole) return QVariant::fromValue(card);
  const bool isText = role == Qt::DisplayRole || role == Qt::AccessibleTextRole;
  return isText ? QVariant(tr("%1, %2. %3").arg(card.title, card.sign, card.before)) : QVariant();
}

QVariant MatchList::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const Match& match = document_->matches()[static_cast<std::size_t>(index.row())];
  if (session_.hidesText()) return hiddenData(index.row(), role);
  const QString quote = onOneLine(toQString(document_->quote(match.span)));
  if (role == Qt::DisplayRole) return quote;

  const QString status = match.why.empty()
                             ? wordsFor(match.status)
                             : tr("%1: %2").arg(wordsFor(match.status), toQString(match.why));
  // Until the reasons were looked up nobody knows what a match adds.
  const QString points =
      document_->isExplained()
          ? QLocale().toString(points_[static_cast<std::size_t>(index.row())], 'f', 1)
          : QStringLiteral("…");
  if (role == Qt::ToolTipRole) {
    const std::shared_ptr<const Findings> findings = session_.findings();
    const Lexicon* lexicon = findings ? lexiconOf(match, *findings) : nullptr;
    QStringList lines{QStringLiteral("%1 (%2)").arg(meaningOf(match), toQString(match.category)),
                      glossAndWords(match), tr("%1 · %2").arg(status, wordsFor(match.how)),
                      tr("adds %1 to the score").arg(points),
                      tr("term: %1").arg(apart(toQString(match.term)))};
    if (lexicon != nullptr) {
      lines
          << tr("lexicon: %1, %2").arg(toQString(lexicon->title), toQString(reviewLine(*lexicon)));
    }
    return lines.join(QLatin1Char('\n'));
  }
  if (role != CardRole && role != Qt::AccessibleTextRole) return {};

  const CurrentVerdict standing =
      session_.standings().of(document_->document().id, keyOf(match, document_->text().id));
  const Context context = joinableContext(document_->text(), match.span, kContextWords);
  Card card;
  card.number = points;
  card.title = meaningOf(match);
  card.tone = toneOf(match.status);
  card.sign = wordsFor(match.status);
  if (standing.verdict) std::tie(card.sign, card.tone) = signOf(standing);
  card.before = pieceOfLine(toQString(context.left));
  card.hit = quote;
  card.after = pieceOfLine(toQString(context.right));
  card.below = glossAndWords(match);
  card.also = tr("%1 · %2").arg(status, wordsFor(match.how));
  if (role == CardRole) return QVariant::fromValue(card);
  return tr("%1: “%2”. %3. %4. %5. Adds %6.")
      .arg(card.title, quote, card.sign, card.below, card.also, points);
}

}  // namespace retold
