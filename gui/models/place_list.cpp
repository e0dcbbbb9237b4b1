#include "gui/models/place_list.h"

#include "gui/models/match_list.h"
#include "gui/strings.h"

namespace retold {

void PlaceList::setPlaces(const std::vector<TermPlace>& places, bool goesOn) {
  if (!goesOn) {
    beginResetModel();
    places_ = places;
    endResetModel();
    return;
  }
  if (places.size() <= places_.size()) return;
  beginInsertRows({}, static_cast<int>(places_.size()), static_cast<int>(places.size()) - 1);
  places_.insert(places_.end(), places.begin() + static_cast<std::ptrdiff_t>(places_.size()),
                 places.end());
  endInsertRows();
}

int PlaceList::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(places_.size());
}

QVariant PlaceList::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const TermPlace& place = placeAt(index.row());
  Card card;
  card.before = pieceOfLine(toQString(place.context.left));
  card.hit = pieceOfLine(toQString(place.context.match));
  card.after = pieceOfLine(toQString(place.context.right));
  card.title = toQString(place.name);
  if (!place.speaker.empty()) card.title += QStringLiteral(" · ") + apart(toQString(place.speaker));
  card.sign = wordsFor(place.how);
  if (role == CardRole) return QVariant::fromValue(card);
  const QString quote = onOneLine(card.before + card.hit + card.after);
  if (role == Qt::AccessibleTextRole || role == Qt::DisplayRole)
    return QStringLiteral("%1 · %2").arg(quote, card.title);
  return {};
}

}  // namespace retold
