#include "gui/views/plain_labels.h"

#include <QApplication>
#include <QEvent>
#include <QLabel>

namespace retold {

PlainLabels::PlainLabels(QObject* parent) : QObject(parent) { qApp->installEventFilter(this); }

bool PlainLabels::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::Polish) return false;
  auto* label = qobject_cast<QLabel*>(watched);  // a tooltip is one too
  if (label != nullptr && label->textFormat() == Qt::AutoText) {
    label->setTextFormat(Qt::PlainText);
  }
  return false;
}

}  // namespace retold
