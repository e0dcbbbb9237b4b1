#pragma once

#include <QFrame>
#include <QLabel>
#include <QLineEdit>

namespace retold {

/// Asks for a reason in one line, within the window. Enter takes it, also an empty one; Escape, and
/// a click elsewhere, leaves and nothing is decided.
class ReasonPrompt final : public QFrame {
  Q_OBJECT
 public:
  explicit ReasonPrompt(QWidget* parent);

  /// `what`: "Reject case 017". Opens at the lower middle of the parent.
  void ask(const QString& what);

 signals:
  void given(const QString& reason);
  void closed();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void leave();

  QLabel* what_;
  QLineEdit* reason_;
};

}  // namespace retold
