#include "gui/models/match_list.h"

#include <QLocale>

#include "gui/models/candidate_list.h"
#include "gui/strings.h"
#include "gui/views/card.h"
#include "queries/find/concordance.h"

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
  connect(&session, &Session::decisionsChanged, this, [this] {
    if (rowCount() > 0) emit dataChanged(index(0), index(rowCount() - 1));
  });
  rebuild();
}

void MatchList::rebuild() {
  beginResetModel();
  document_ = session_.document();
  endResetModel();
}

QString MatchList::meaningOf(const Match& match) const {
  const std::shared_ptr<const Screening> screening = session_.screening();
  for (const Lexicon& lexicon : screening ? screening->lexicons : std::vector<Lexicon>()) {
    if (lexicon.digest != match.lexiconDigest) continue;
    for (const Pattern& pattern : lexicon.patterns) {
      if (pattern.name == match.category && !pattern.gloss.empty()) return toQString(pattern.gloss);
    }
  }
  return toQString(match.category);
}

int MatchList::rowCount(const QModelIndex& parent) const {
  if (parent.isValid() || !document_) return 0;
  return static_cast<int>(document_->matches().size());
}

QVariant MatchList::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const Match& match = document_->matches()[static_cast<std::size_t>(index.row())];
  const QString quote = onOneLine(toQString(document_->quote(match.span)));
  if (role == Qt::DisplayRole) return quote;

  const QString gloss = toQString(match.gloss);
  const QString term = gloss.isEmpty() ? tr("“%1”").arg(toQString(match.term))
                                       : tr("“%1” (%2)").arg(toQString(match.term), gloss);
  const QString found = tr("%1 · %2").arg(wordsFor(match.how), term);
  const QString status = match.why.empty()
                             ? wordsFor(match.status)
                             : tr("%1: %2").arg(wordsFor(match.status), toQString(match.why));
  if (role == Qt::ToolTipRole) {
    return QStringLiteral("%1 (%2, %3)\n%4\n%5")
        .arg(meaningOf(match), toQString(match.category), toQString(match.language), status, found);
  }
  if (role != CardRole && role != Qt::AccessibleTextRole) return {};

  const CurrentVerdict standing = session_.standings().of(document_->document().id, match.span);
  const Context context = joinableContext(document_->text(), match.span, kContextWords);
  Card card;
  card.title = meaningOf(match);
  card.tone = toneOf(match.status);
  card.sign = wordsFor(match.status);
  if (standing.verdict) std::tie(card.sign, card.tone) = signOf(standing);
  card.before = pieceOfLine(toQString(context.left));
  card.hit = quote;
  card.after = pieceOfLine(toQString(context.right));
  card.below = match.status == MatchStatus::Asserted ? found : status + tr(" · ") + found;
  if (role == CardRole) return QVariant::fromValue(card);
  return tr("%1: “%2”. %3, %4").arg(card.title, quote, card.sign, card.below);
}

}  // namespace retold
