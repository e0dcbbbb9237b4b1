#include "tests/gui/visible_texts.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTabBar>

namespace retold::test {

namespace {

class Collector {
 public:
  void take(const QWidget& widget) {
    add(widget, "accessible name", widget.accessibleName());
    add(widget, "accessible description", widget.accessibleDescription());
    add(widget, "tool tip", widget.toolTip());
    if (widget.isWindow()) add(widget, "title", widget.windowTitle());
    if (const auto* label = qobject_cast<const QLabel*>(&widget))
      add(widget, "text", label->text());
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) {
      add(widget, "text", button->text());
    }
    if (const auto* box = qobject_cast<const QGroupBox*>(&widget))
      add(widget, "title", box->title());
    if (const auto* field = qobject_cast<const QLineEdit*>(&widget)) {
      add(widget, "placeholder", field->placeholderText());
    }
    if (const auto* field = qobject_cast<const QPlainTextEdit*>(&widget)) {
      add(widget, "placeholder", field->placeholderText());
    }
    if (const auto* box = qobject_cast<const QComboBox*>(&widget)) {
      for (int i = 0; i < box->count(); ++i) add(widget, "entry", box->itemText(i));
    }
    if (const auto* tabs = qobject_cast<const QTabBar*>(&widget)) {
      for (int i = 0; i < tabs->count(); ++i) add(widget, "tab", tabs->tabText(i));
    }
    if (const auto* view = qobject_cast<const QAbstractItemView*>(&widget)) takeHeads(*view);
    for (const QAction* action : widget.actions()) {
      add(widget, "action", action->text());
      add(widget, "action's tool tip", action->toolTip());
    }
  }

  std::vector<VisibleText> found;

 private:
  void takeHeads(const QAbstractItemView& view) {
    const QAbstractItemModel* model = view.model();
    if (model == nullptr || view.inherits("QComboBoxListView")) return;
    for (int column = 0; column < model->columnCount(); ++column) {
      const QVariant head = model->headerData(column, Qt::Horizontal);
      if (head.typeId() == QMetaType::QString) add(view, "head", head.toString());
    }
  }

  void add(const QWidget& widget, const char* what, const QString& text) {
    if (text.isEmpty()) return;
    found.push_back({text, QStringLiteral("%1 %2: %3")
                               .arg(QLatin1String(widget.metaObject()->className()),
                                    widget.objectName(), QLatin1String(what))});
  }
};

}  // namespace

std::vector<VisibleText> visibleTexts(const QWidget& widget) {
  Collector collector;
  collector.take(widget);
  for (const QWidget* child : widget.findChildren<QWidget*>()) collector.take(*child);
  return std::move(collector.found);
}

}  // namespace retold::test
