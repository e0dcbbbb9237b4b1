#include "gui/models/candidate_list.h"

#include <QLocale>
#include <algorithm>

#include "gui/line_parts.h"
#include "gui/strings.h"
#include "gui/views/card.h"

namespace retold {

namespace {
constexpr std::size_t kPage = 300;
}

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
  connect(&session, &Session::filterChanged, this, &CandidateList::rebuild);
  connect(&session, &Session::screeningChanged, this, [this] {
    const std::shared_ptr<const Findings> findings = session_.findings();
    if ((findings ? findings->ranking : nullptr) != ranking_) {
      rebuild();
    } else {
      refreshDecisions();
    }
  });
  connect(&session, &Session::decisionsChanged, this, &CandidateList::refreshDecisions);
  connect(&session, &Session::skipped, this, &CandidateList::moveSkipped);
  connect(&session, &Session::textHidingChanged, this, &CandidateList::refreshDecisions);
  connect(&session, &Session::changed, this, [this](Parts parts) {
    if (parts & (Part::Documents | Part::Cases)) stored_.clear();
  });
  rebuild();
}

void CandidateList::setShown(Shown shown) {
  shown_ = shown;
  rebuild();
}

bool CandidateList::isWanted(const RankedDocument& ranked) const {
  if (!session_.passes(ranked.document)) return false;
  if (shown_ == Shown::All) return true;
  if (shown_ == Shown::Waiting) return session_.waitsFor(ranked.document).has_value();
  if (!ranked.candidate) return false;
  return shown_ == Shown::Candidates || isUndecided(ranked);
}

bool CandidateList::isUndecided(const RankedDocument& ranked) const {
  Document document;
  document.id = ranked.document;
  document.caseId = ranked.caseId;
  return session_.standings().isUndecided(document) || session_.renewed(document) != nullptr;
}

void CandidateList::rebuild() {
  beginResetModel();
  const std::shared_ptr<const Findings> findings = session_.findings();
  ranking_ = findings ? findings->ranking : nullptr;
  rows_.clear();
  stored_.clear();
  more_.reset();
  highest_ = 0;
  if (ranking_) {
    for (const RankedDocument& each : ranking_->documents()) {
      highest_ = std::max(highest_, each.score);
      if (isWanted(each)) rows_.push_back(each.document);
    }
    std::stable_partition(rows_.begin(), rows_.end(),
                          [this](DocumentId id) { return !isSkipped(id); });
    if (shown_ == Shown::Waiting) addWaiting();
    if (shown_ == Shown::All) {
      more_.emplace();
      const std::vector<DocumentId> first = nextWithoutMatch();
      rows_.insert(rows_.end(), first.begin(), first.end());
    }
  }
  endResetModel();
}

void CandidateList::addWaiting() {
  std::vector<Document> others;
  for (const auto& [id, reader] : session_.waiting()) {
    if (ranking_->placeOf(id) || !session_.passes(id)) continue;
    if (std::optional<Document> document = session_.storedDocument(id)) {
      others.push_back(std::move(*document));
    }
  }
  std::sort(others.begin(), others.end(),
            [](const Document& a, const Document& b) { return a.name < b.name; });
  for (Document& document : others) {
    rows_.push_back(document.id);
    stored_.emplace(document.id, std::move(document));
  }
}

bool CandidateList::canFetchMore(const QModelIndex& parent) const {
  return !parent.isValid() && more_.has_value();
}

std::vector<DocumentId> CandidateList::nextWithoutMatch() {
  std::vector<DocumentId> found;
  while (more_ && found.empty()) {
    std::vector<Document> page;
    const bool read =
        session_.read([&](const Storage& storage) { page = storage.documents(*more_, kPage); });
    for (const Document& document : page) {
      if (document.excluded || ranking_->placeOf(document.id) || !session_.passes(document.id))
        continue;
      found.push_back(document.id);
    }
    if (!read || page.size() < kPage) {
      more_.reset();
    } else {
      more_->after = page.back().name;
    }
  }
  return found;
}

void CandidateList::fetchMore(const QModelIndex& parent) {
  if (!canFetchMore(parent)) return;
  const std::vector<DocumentId> found = nextWithoutMatch();
  if (found.empty()) return;
  const int first = rowCount();
  beginInsertRows({}, first, first + static_cast<int>(found.size()) - 1);
  rows_.insert(rows_.end(), found.begin(), found.end());
  endInsertRows();
}

bool CandidateList::isSkipped(DocumentId id) const {
  const std::optional<std::size_t> place = ranking_->placeOf(id);
  Document document;
  document.id = id;
  if (place) document.caseId = ranking_->documents()[*place].caseId;
  return session_.isSkipped(document);
}

void CandidateList::moveSkipped() {
  const std::shared_ptr<const OpenDocument> open = session_.document();
  if (!open || !ranking_) return;
  const Document& skipped = open->document();
  const auto isOfSubject = [&](DocumentId id) {
    if (id == skipped.id) return true;
    const std::optional<std::size_t> place = ranking_->placeOf(id);
    return skipped.caseId && place && ranking_->documents()[*place].caseId == skipped.caseId;
  };
  emit layoutAboutToBeChanged();
  const QModelIndexList before = persistentIndexList();
  std::vector<DocumentId> shown;
  for (const QModelIndex& index : before) shown.push_back(documentAt(index.row()));
  std::stable_partition(rows_.begin(), rows_.end(),
                        [&](DocumentId id) { return !isOfSubject(id); });
  for (qsizetype i = 0; i < before.size(); ++i) {
    changePersistentIndex(before[i], index(*rowOf(shown[static_cast<std::size_t>(i)])));
  }
  emit layoutChanged();
}

void CandidateList::refreshDecisions() {
  // A document that was just decided stays in the list until the list is made anew: it must not
  // vanish from under the reader.
  if (!rows_.empty()) emit dataChanged(index(0), index(rowCount() - 1));
}

int CandidateList::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

const RankedDocument* CandidateList::rankedAt(int row) const {
  const std::optional<std::size_t> place = ranking_->placeOf(documentAt(row));
  return place ? &ranking_->documents()[*place] : nullptr;
}

const Document& CandidateList::storedAt(int row) const {
  const DocumentId id = documentAt(row);
  auto at = stored_.find(id);
  if (at == stored_.end()) {
    std::optional<Document> stored = session_.storedDocument(id);
    if (!stored) {
      stored.emplace();
      stored->id = id;
    }
    at = stored_.emplace(id, std::move(*stored)).first;
  }
  return at->second;
}

std::optional<int> CandidateList::rowOf(DocumentId id) const {
  const auto at = std::find(rows_.begin(), rows_.end(), id);
  return at == rows_.end() ? std::nullopt : std::optional(static_cast<int>(at - rows_.begin()));
}

std::optional<int> CandidateList::rowBehind(DocumentId id) const {
  const std::optional<std::size_t> place = ranking_ ? ranking_->placeOf(id) : std::nullopt;
  if (!place) return std::nullopt;
  const auto at = std::find_if(rows_.begin(), rows_.end(), [&](DocumentId other) {
    const std::optional<std::size_t> its = ranking_->placeOf(other);
    return (!its || *its > *place) && !isSkipped(other);
  });
  return at == rows_.end() ? std::nullopt : std::optional(static_cast<int>(at - rows_.begin()));
}

std::optional<int> CandidateList::nextUndecided(int row) const {
  const int rows = rowCount();
  for (int step = 1; step <= rows; ++step) {
    const int next = (row + step) % rows;
    const RankedDocument* ranked = rankedAt(next);
    if (ranked != nullptr && isUndecided(*ranked) && !isSkipped(ranked->document)) return next;
  }
  return std::nullopt;
}

QString CandidateList::belowOf(int row, const CurrentVerdict& standing) const {
  if (const Renewed* renewed = session_.renewed(storedAt(row))) {
    return QStringLiteral("%1 · %2").arg(signOf(standing).first, toQString(toText(*renewed)));
  }
  const RankedDocument* ranked = rankedAt(row);
  QStringList parts{tr("no match")};
  if (ranked != nullptr) {
    const QString score = QLocale().toString(ranked->score, 'f', 1);
    parts = {tr("score %1").arg(score), counted(ranked->matches, tr("1 match"), tr("%1 matches"))};
  }
  if (standing.certainty != Certainty::Unstated) {
    parts << certaintyInWords(standing.certainty);
  }
  if (session_.isSkipped(storedAt(row))) parts << tr("skipped");
  if (standing.verdict && !standing.own) {
    parts << tr("by %1").arg(toQString(standing.coder));
  } else if (ranked != nullptr && !ranked->candidate) {
    parts << tr("below the cut-off");
  }
  const std::optional<QString> reader = session_.waitsFor(documentAt(row));
  if (reader && standing.verdict != Verdict::CannotRead) {
    parts << (reader->isEmpty() ? tr("waits for a reader") : tr("waits for %1").arg(*reader));
  }
  return parts.join(kBetweenParts);
}

QVariant CandidateList::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const bool isAsked = role == Qt::DisplayRole || role == Qt::ToolTipRole || role == CardRole ||
                       role == Qt::AccessibleTextRole;
  if (!isAsked) return {};
  const Document& document = storedAt(index.row());
  const QString name = toQString(document.name);
  if (role == Qt::DisplayRole) return name;
  const CurrentVerdict standing = session_.standings().of(document);
  const QString below = belowOf(index.row(), standing);
  if (role == Qt::ToolTipRole) return QStringLiteral("%1\n%2").arg(name, below);

  const RankedDocument* ranked = rankedAt(index.row());
  const Snippet snippet = session_.hidesTextOf(document.id) ? Snippet{tr("text hidden"), {}, {}}
                                                            : session_.snippet(document.id);
  auto [sign, tone] = signOf(standing);
  if (session_.renewed(document) != nullptr) {
    sign = tr("+ new since");
    tone = Tone::Accent;
  }
  const std::size_t place =
      ranking_->placeOf(document.id).value_or(static_cast<std::size_t>(index.row()));
  Card card;
  card.number = grouped(place + 1);
  card.title = name;
  card.sign = sign;
  card.tone = tone;
  card.before = snippet.before;
  card.hit = snippet.hit;
  card.after = snippet.after;
  card.share = ranked != nullptr && highest_ > 0 ? ranked->score / highest_ : 0.0;
  card.below = below;
  if (role == CardRole) return QVariant::fromValue(card);
  return tr("%1. %2, %3, %4. %5 %6 %7")
      .arg(card.number, name, sign, card.below, card.before, card.hit, card.after);
}

}  // namespace retold
