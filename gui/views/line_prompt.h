#pragma once

#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>

namespace retold {

/// What a LinePrompt asks.
struct LineQuestion {
  QString what;         ///< "Reject case 017"
  QString name;         ///< of the field, for screen readers: "Reason"
  QString hint;         ///< in the field while it is empty
  QStringList offered;  ///< answers that the arrows and the mouse choose; typing narrows them
};

/// Asks for one line, within the window. Enter takes what stands in the field, also nothing;
/// Escape, and a click elsewhere, leaves and nothing is decided.
class LinePrompt final : public QFrame {
  Q_OBJECT
 public:
  explicit LinePrompt(QWidget* parent);

  /// Opens in the middle of the parent.
  void ask(const LineQuestion& question);

 signals:
  void given(const QString& answer);
  void closed();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void place();
  void narrow();
  void choose(int step);
  void give(const QString& answer);
  void leave();

  QLabel* what_;
  QLineEdit* answer_;
  QListWidget* offered_;
  QStringList all_;
};

}  // namespace retold
