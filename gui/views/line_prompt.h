#pragma once

#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <optional>

namespace retold {

/// What a LinePrompt asks.
struct LineQuestion {
  QString what;           ///< "Reject case 017"
  QString name;           ///< of the field, for screen readers: "Reason"
  QString hint;           ///< in the field while it is empty
  QStringList offered;    ///< answers that the arrows and the mouse choose; typing narrows them
  bool numbered = false;  ///< a digit in the empty field takes the offered answer of that number
  QString first = {};     ///< stands in the field at first, selected: what is to be changed
};

/// Asks for one line, within the window. Enter takes what stands in the field, also nothing;
/// Escape, and a click elsewhere, leaves and nothing is decided. The keyboard goes back to what had
/// it.
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
  /// The offered answer that a digit takes; none where it takes none.
  std::optional<QString> answerOf(const QKeyEvent& key) const;
  void give(const QString& answer);
  void leave();

  QLabel* what_;
  QLineEdit* answer_;
  QListWidget* offered_;
  QLabel* keys_;
  QStringList all_;
  QStringList narrowed_;  ///< as the rows stand
  bool numbered_ = false;
  QPointer<QWidget> before_;  ///< had the keyboard
};

}  // namespace retold
