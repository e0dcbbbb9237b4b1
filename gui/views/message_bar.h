#pragma once

#include <QDialog>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QToolButton>
#include <functional>
#include <vector>

#include "gui/theme.h"

namespace retold {

/// What can be done about a message.
struct MessageButton {
  QString text;
  std::function<void()> what;
};

/// A message inside the window that stays until it is closed or solved: the whole text can be read
/// and copied, and nothing has to be clicked before work goes on. Of a long text the bar shows the
/// beginning, and a button shows all of it.
class MessageBar final : public QFrame {
  Q_OBJECT
 public:
  explicit MessageBar(QWidget* parent = nullptr);

  /// `what` bold, `hint` below it. A message that cannot be closed stands as long as its cause.
  void showMessage(Tone tone, const QString& what, const QString& hint, bool closable,
                   std::vector<MessageButton> buttons = {});
  /// Another line below the same message, as work goes on; nobody is alerted.
  void setHint(const QString& hint);
  void clear();
  /// The whole of it.
  QString text() const;
  /// What stands there, as `without` gives it.
  void leaveOut(QString (*without)(const QString&));

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void paintTone();
  void fill();
  void addButton(const QString& text, std::function<void()> what);
  void removeButtons();
  void showWhole();

  Tone tone_ = Tone::Plain;
  QString wholeWhat_, wholeHint_;
  QLabel* what_;
  QLabel* hint_;
  QHBoxLayout* buttons_;
  QPushButton* all_;  ///< opens the whole text
  QToolButton* close_;
  QPointer<QDialog> whole_;
};

}  // namespace retold
