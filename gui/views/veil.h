#pragma once

#include <QFrame>
#include <QLabel>
#include <QPointer>
#include <QPushButton>

namespace retold {

/// Stands in place of a widget that shows a text while the text is not to be seen: the widget is
/// hidden, so that neither the eye nor a screen reader nor a tooltip finds it. Stands beside it in
/// its layout or splitter and lives with it.
class Veil final : public QFrame {
  Q_OBJECT
 public:
  /// `covered` stands in a box layout or a splitter already.
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

/// A line of ours without what it quotes: “…” in place of each quoted passage.
QString withoutQuotes(const QString& line);

}  // namespace retold
