#pragma once

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QStringList>
#include <QToolButton>
#include <vector>

namespace retold {

/// Offers a few answers at the bottom of the window, each by its number, and keeps nobody from
/// going on: any other key closes it and does what it always does.
class KeyPrompt final : public QFrame {
  Q_OBJECT
 public:
  explicit KeyPrompt(QWidget* parent);

  /// `answers`: at most nine.
  void ask(const QString& what, const QStringList& answers);
  /// The keyboard goes back to what had it.
  void leave();

 signals:
  /// Place in `answers`.
  void chosen(int answer);

 protected:
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  /// The answer that a key takes; -1 = none.
  int answerOf(const QKeyEvent& key) const;
  void take(int answer);
  void place();

  QLabel* what_;
  QHBoxLayout* row_;
  std::vector<QToolButton*> buttons_;
  QLabel* keys_;
  QPointer<QWidget> before_;  ///< had the keyboard
};

}  // namespace retold
