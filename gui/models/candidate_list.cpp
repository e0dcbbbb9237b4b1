#include "gui/models/candidate_list.h"

#include <QFileInfo>
#include <QLocale>
#include <algorithm>

#include "gui/strings.h"
#include "gui/views/card.h"

namespace retold {

std::pair<QString, Tone> signOf(const CurrentVerdict& standing) {
  if (!standing.verdict) return {CandidateList::tr("undecided"), Tone::Plain};
  QString word;
  Tone tone = Tone::Plain;
  switch (*standing.verdict) {
    case Verdict::Confirm:
      word = CandidateList::tr("✓ confirmed");
      tone = Tone::Good;
      break;
    case Verdict::Reject:
      word = CandidateList::tr("✗ rejected");
      tone = Tone::Bad;
      break;
    case Verdict::Unsure:
      word = CandidateList::tr("? unsure");
      tone = Tone::Warning;
      break;
    case Verdict::CannotRead:
      word = standing.reader.empty()
                 ? CandidateList::tr("… waits for a reader")
                 : CandidateList::tr("… waits for %1").arg(toQString(standing.reader));
      tone = Tone::Warning;
      break;
  }
  return {word, tone};
}

CandidateList::CandidateList(Session& session, QObject* parent)
    : QAbstractListModel(parent), session_(session) {
  connect(&session, &Session::projectChanged, this, &CandidateList::rebuild);
  connect(&session, &Session::screeningChanged, this, [this] {
    if (session_.screening() != screening_) rebuild();
  });
  connect(&session, &Session::decisionsChanged, this, &CandidateList::refreshDecisions);
  rebuild();
}

void CandidateList::setShown(Shown shown) {
  shown_ = shown;
  rebuild();
}

Document CandidateList::documentOf(std::size_t place) const {
  Document document;
  document.id = screening_->documents[place].document;
  auto at = cases_.find(document.id);
  if (at == cases_.end()) {
    const std::optional<Document> stored = session_.storedDocument(document.id);
    at = cases_.emplace(document.id, stored ? stored->caseId : std::nullopt).first;
  }
  document.caseId = at->second;
  return document;
}

bool CandidateList::isWanted(std::size_t place) const {
  const Candidate& candidate = screening_->documents[place];
  if (shown_ == Shown::All) return true;
  if (shown_ == Shown::Waiting) return session_.waitsFor(candidate.document).has_value();
  if (!candidate.candidate) return false;
  if (shown_ == Shown::Candidates) return true;
  const Document document = documentOf(place);
  const CurrentVerdict standing = session_.standings().of(document);
  const bool leftToThem = standing.verdict == Verdict::CannotRead && !standing.own;
  return !standing.verdict || leftToThem || session_.renewed(document) != nullptr;
}

void CandidateList::rebuild() {
  beginResetModel();
  screening_ = session_.screening();
  rows_.clear();
  cases_.clear();
  highest_ = 0;
  if (screening_) {
    for (const Candidate& each : screening_->documents) highest_ = std::max(highest_, each.score);
    for (std::size_t place = 0; place < screening_->documents.size(); ++place) {
      if (isWanted(place)) rows_.push_back(place);
    }
  }
  endResetModel();
}

void CandidateList::refreshDecisions() {
  // A document that was just decided stays in the list until the list is made anew: it must not
  // vanish from under the reader.
  if (!rows_.empty()) emit dataChanged(index(0), index(rowCount() - 1));
}

int CandidateList::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

const Candidate& CandidateList::candidateAt(int row) const {
  return screening_->documents[rows_[static_cast<std::size_t>(row)]];
}

DocumentId CandidateList::documentAt(int row) const { return candidateAt(row).document; }

std::optional<int> CandidateList::rowOf(DocumentId id) const {
  for (int row = 0; row < rowCount(); ++row) {
    if (documentAt(row) == id) return row;
  }
  return std::nullopt;
}

QString CandidateList::belowOf(std::size_t place, const CurrentVerdict& standing) const {
  const Candidate& candidate = screening_->documents[place];
  if (const Renewed* renewed = session_.renewed(documentOf(place))) {
    return QStringLiteral("%1 · %2").arg(signOf(standing).first, toQString(toText(*renewed)));
  }
  const QString score = QLocale().toString(candidate.score, 'f', 1);
  const auto matches = candidate.matches.size();
  QString below = matches == 0   ? tr("no match")
                  : matches == 1 ? tr("score %1 · 1 match").arg(score)
                                 : tr("score %1 · %2 matches").arg(score).arg(matches);
  if (standing.verdict && !standing.own) {
    below += tr(" · by %1").arg(toQString(standing.coder));
  } else if (!candidate.candidate && matches > 0) {
    below += tr(" · below the cut-off");
  }
  const std::optional<QString> reader = session_.waitsFor(candidate.document);
  if (reader && standing.verdict != Verdict::CannotRead) {
    below += reader->isEmpty() ? tr(" · waits for a reader") : tr(" · waits for %1").arg(*reader);
  }
  return below;
}

QVariant CandidateList::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const std::size_t place = rows_[static_cast<std::size_t>(index.row())];
  const Candidate& candidate = screening_->documents[place];
  const QString name = toQString(screening_->names[place]);
  if (role == Qt::DisplayRole) return name;
  const Document document = documentOf(place);
  const CurrentVerdict standing = session_.standings().of(document);
  const QString below = belowOf(place, standing);
  if (role == Qt::ToolTipRole) return QStringLiteral("%1\n%2").arg(name, below);
  if (role != CardRole && role != Qt::AccessibleTextRole) return {};

  const Snippet snippet = session_.snippet(candidate);
  auto [sign, tone] = signOf(standing);
  if (session_.renewed(document) != nullptr) {
    sign = tr("+ new since");
    tone = Tone::Accent;
  }
  Card card;
  card.number = QLocale().toString(static_cast<qulonglong>(place + 1));
  card.title = name;
  card.sign = sign;
  card.tone = tone;
  card.before = snippet.before;
  card.hit = snippet.hit;
  card.after = snippet.after;
  card.share = highest_ > 0 ? candidate.score / highest_ : 0.0;
  card.below = below;
  if (role == CardRole) return QVariant::fromValue(card);
  return tr("%1. %2, %3, %4. %5 %6 %7")
      .arg(card.number, name, sign, card.below, card.before, card.hit, card.after);
}

}  // namespace retold
