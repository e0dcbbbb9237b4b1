#pragma once

#include <QColor>
#include <QMetaType>
#include <QString>
#include <QStyledItemDelegate>
#include <optional>

#include "gui/theme.h"

namespace retold {

/// What a row of our lists shows: a title with a sign, a quote with its hit, and lines below.
struct Card {
  QString number;  ///< before the title; may be empty
  QString title;
  QString sign;  ///< a word in a rounded box at the right; may be empty
  Tone tone = Tone::Plain;
  QString before;  ///< the quote around the hit
  QString hit;     ///< shown bold
  QString after;
  std::optional<double> share;  ///< 0..1: a bar in front of the line below
  QString below;
  QString also;   ///< a second line below, in lists that have room for it
  QColor stripe;  ///< at the left edge; invalid = none
};

/// Models give their Card under this role; text for screen readers under Qt::AccessibleTextRole.
inline constexpr int CardRole = Qt::UserRole;

/// Paints cards, all of one height, so that a list of any length needs to look only at the rows
/// that are seen. The hit of a quote is never cut off: the words before it make room.
class CardDelegate final : public QStyledItemDelegate {
  Q_OBJECT
 public:
  /// `quoteLines`: how many lines the quote has room for; `linesBelow`: 1 or 2.
  CardDelegate(int quoteLines, int linesBelow, QObject* parent = nullptr);

  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

 private:
  int quoteLines_;
  int linesBelow_;
};

}  // namespace retold

Q_DECLARE_METATYPE(retold::Card)
