#include "tests/gui/visible_texts.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTextEdit>
#include <algorithm>
#include <catch2/catch.hpp>

#include "gui/views/card.h"

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

  /// What stands in the widget beside its own texts.
  void takeData(const QWidget& widget) {
    if (const auto* field = qobject_cast<const QLineEdit*>(&widget))
      add(widget, "content", field->text());
    if (const auto* field = qobject_cast<const QPlainTextEdit*>(&widget))
      add(widget, "content", field->toPlainText());
    if (const auto* field = qobject_cast<const QTextEdit*>(&widget))
      add(widget, "content", field->toPlainText());
    if (const auto* view = qobject_cast<const QAbstractItemView*>(&widget)) {
      if (view->model() != nullptr) takeRows(*view, *view->model(), {});
    }
    QAccessibleInterface* spoken =
        QAccessible::queryAccessibleInterface(const_cast<QWidget*>(&widget));
    if (spoken == nullptr) return;
    for (const auto text :
         {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help}) {
      add(widget, "read out", spoken->text(text));
    }
  }

  std::vector<VisibleText> found;

 private:
  void takeRows(const QAbstractItemView& view, const QAbstractItemModel& model,
                const QModelIndex& parent) {
    constexpr int kMost = 300;
    for (int row = 0; row < std::min(kMost, model.rowCount(parent)); ++row) {
      for (int column = 0; column < model.columnCount(parent); ++column) {
        const QModelIndex cell = model.index(row, column, parent);
        for (const int role :
             {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole),
              int(Qt::AccessibleDescriptionRole), int(Qt::StatusTipRole), int(Qt::EditRole)}) {
          add(view, "cell", cell.data(role).toString());
        }
        const QVariant own = cell.data(CardRole);
        if (!own.canConvert<Card>()) continue;
        const Card card = own.value<Card>();
        for (const QString& part :
             {card.title, card.before, card.hit, card.after, card.below, card.also}) {
          add(view, "card", part);
        }
      }
      takeRows(view, model, model.index(row, 0, parent));
    }
    for (int row = 0; row < std::min(kMost, model.rowCount(parent)); ++row) {
      for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole)})
        add(view, "head", model.headerData(row, Qt::Vertical, role).toString());
    }
    for (int column = 0; column < model.columnCount(parent); ++column) {
      for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole)})
        add(view, "head", model.headerData(column, Qt::Horizontal, role).toString());
    }
  }

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

std::vector<VisibleText> readableTexts(const QWidget& widget) {
  Collector collector;
  const auto take = [&](const QWidget& each) {
    if (!each.isVisible()) return;
    collector.take(each);
    collector.takeData(each);
  };
  take(widget);
  for (const QWidget* child : widget.findChildren<QWidget*>()) take(*child);
  return std::move(collector.found);
}

std::vector<VisibleText> textsWith(const QStringList& words, const QWidget& widget) {
  std::vector<VisibleText> found = readableTexts(widget);
  std::erase_if(found, [&](const VisibleText& each) {
    return std::ranges::none_of(
        words, [&](const QString& word) { return each.text.contains(word, Qt::CaseInsensitive); });
  });
  return found;
}

void checkNoTextWith(const QStringList& words, const QWidget& widget) {
  for (const VisibleText& each : textsWith(words, widget)) {
    INFO(each.where.toStdString());
    INFO(each.text.left(200).toStdString());
    CHECK(false);
  }
}

}  // namespace retold::test
