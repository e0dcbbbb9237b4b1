#pragma once

#include <QFrame>
#include <QLabel>
#include <QPointer>
#include <QPushButton>

#include "gui/session.h"

namespace retold {

/// Stands in place of a widget that shows a text while the text is not to be seen: the widget is
/// hidden, so that neither the eye nor a screen reader nor a tooltip finds it. Stands beside it in
/// its layout or splitter and lives with it.
class Veil final : public QFrame {
  Q_OBJECT
 public:
  /// `covered` stands in a box layout or a splitter already. `key`: what shows the text; empty =
  /// only the button.
  explicit Veil(QWidget& covered, const QString& key);

  bool isDrawn() const { return drawn_; }
  void setDrawn(bool drawn);
  QWidget* covered() const { return covered_; }

 signals:
  /// By the button; the key belongs to whoever has the action.
  void textWanted();

 private:
  void standBeside(QWidget& covered);

  QPointer<QWidget> covered_;
  QPushButton* show_;
  bool drawn_ = false;
};

/// Covers the widget, for good, whenever the session hides texts: for dialogs, which the veils of
/// the window's pages do not reach. Who shows or hides it for other reasons does so to a widget in
/// it.
Veil* veilWhereHidden(QWidget& covered, Session& session);

/// A line of ours without what it quotes: “…” from the first quotation mark to the last one. Words
/// between two quotes go too: marks within a passage cannot be told from those around it.
QString withoutQuotes(const QString& line);

}  // namespace retold
