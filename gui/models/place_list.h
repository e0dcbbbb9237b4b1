#pragma once

#include <QAbstractListModel>
#include <vector>

#include "gui/views/card.h"
#include "queries/lexicon/term_preview.h"

namespace retold {

/// Places where a term stands, as cards: the words, and where.
class PlaceList final : public QAbstractListModel {
  Q_OBJECT
 public:
  using QAbstractListModel::QAbstractListModel;

  /// Takes over what is known so far: places that are there already stay.
  void setPlaces(const std::vector<TermPlace>& places, bool goesOn);
  const TermPlace& placeAt(int row) const { return places_[static_cast<std::size_t>(row)]; }

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  std::vector<TermPlace> places_;
};

}  // namespace retold
