#include "gui/models/event_list.h"

#include <QDateTime>
#include <QLocale>
#include <algorithm>

#include "gui/strings.h"
#include "gui/views/veil.h"
#include "queries/history/describe.h"

namespace retold {

namespace {

constexpr std::uint64_t kPage = 200;

/// The number of the newest event: those of a chain are numbered from 1 without gaps.
std::uint64_t newest(const Storage& storage) {
  const auto isThere = [&](std::uint64_t number) { return !storage.events(number, 1).empty(); };
  std::uint64_t beyond = 1;
  while (isThere(beyond)) beyond *= 2;
  std::uint64_t there = beyond / 2;
  while (beyond - there > 1) {
    const std::uint64_t middle = there + (beyond - there) / 2;
    (isThere(middle) ? there : beyond) = middle;
  }
  return there;
}

}  // namespace

EventList::EventList(Session& session, QObject* parent)
    : QAbstractTableModel(parent), session_(session) {
  refresh();
}

void EventList::refresh() {
  beginResetModel();
  lines_.clear();
  next_ = 0;
  session_.read([this](const Storage& storage) { next_ = newest(storage); });
  lines_ = olderLines();
  endResetModel();
}

int EventList::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(lines_.size());
}

int EventList::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : ColumnCount;
}

bool EventList::canFetchMore(const QModelIndex& parent) const {
  return !parent.isValid() && next_ > 0;
}

QString EventList::inWords(const Event& event, const EventDescriber& describer) const {
  if (!event.payload) return toQString(event.action + " (its content was purged)");
  // What one did with many at once, as merging codes, may have touched what others did.
  if (session_.isBlind() && describer.objects(event).size() > 1) return toQString(event.action);
  const QString line = toQString(describer.line(event));
  return session_.hidesText() ? withoutQuotes(line) : line;
}

std::vector<EventList::Line> EventList::olderLines() {
  std::vector<Line> older;
  while (older.empty() && next_ > 0) older = pageOfLines();
  return older;
}

std::vector<EventList::Line> EventList::pageOfLines() {
  const std::uint64_t count = std::min(kPage, next_);
  std::vector<Line> older;
  const bool read = session_.read([&](const Storage& storage) {
    const EventDescriber describer(storage);
    for (const Event& event : storage.events(next_ - count + 1, count)) {
      if (event.number > next_) break;  // where others' events are left out, newer ones follow
      const QDateTime time = QDateTime::fromMSecsSinceEpoch(event.time.milliseconds);
      older.push_back({QLocale().toString(time, QLocale::ShortFormat), toQString(event.coder),
                       inWords(event, describer)});
    }
  });
  next_ = read ? next_ - count : 0;
  std::reverse(older.begin(), older.end());
  return older;
}

void EventList::fetchMore(const QModelIndex& parent) {
  if (!canFetchMore(parent)) return;
  std::vector<Line> older = olderLines();
  if (older.empty()) return;
  const int first = rowCount();
  beginInsertRows({}, first, first + static_cast<int>(older.size()) - 1);
  std::move(older.begin(), older.end(), std::back_inserter(lines_));
  endInsertRows();
}

QVariant EventList::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const Line& line = lines_[static_cast<std::size_t>(index.row())];
  if (role == Qt::ToolTipRole) return line.what;
  if (role != Qt::DisplayRole) return {};
  switch (index.column()) {
    case When:
      return line.when;
    case Who:
      return line.who;
    case What:
      return onOneLine(line.what);
    default:
      return {};
  }
}

QVariant EventList::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  switch (section) {
    case When:
      return tr("When");
    case Who:
      return tr("Who");
    case What:
      return tr("What was done");
    default:
      return {};
  }
}

}  // namespace retold
