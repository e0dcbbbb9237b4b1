#pragma once

#include <QFrame>
#include <QLabel>
#include <QToolButton>

#include "gui/theme.h"

namespace retold {

/// A message inside the window that stays until it is closed or solved: the whole text can be read
/// and copied, and nothing has to be clicked before work goes on.
class MessageBar final : public QFrame {
  Q_OBJECT
 public:
  explicit MessageBar(QWidget* parent = nullptr);

  /// `what` bold, `hint` below it. A message that cannot be closed stands as long as its cause.
  void showMessage(Tone tone, const QString& what, const QString& hint, bool closable);
  void clear();
  QString text() const;

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void paintTone();

  Tone tone_ = Tone::Plain;
  QLabel* what_;
  QLabel* hint_;
  QToolButton* close_;
};

}  // namespace retold
