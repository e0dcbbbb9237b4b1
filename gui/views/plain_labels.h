#pragma once

#include <QObject>

namespace retold {

/// Takes care that a name such as "<b>x" is shown as it is: labels, tooltips and messages of the
/// whole program that do not say what their text is show plain text. Lives as long as the window.
class PlainLabels final : public QObject {
 public:
  explicit PlainLabels(QObject* parent);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace retold
