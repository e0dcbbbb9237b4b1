#include "gui/views/value_editor.h"

#include <QAccessible>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <algorithm>

#include "gui/models/attribute_cells.h"
#include "gui/strings.h"
#include "gui/theme.h"
#include "queries/cases/case_file.h"

namespace retold {

namespace {

constexpr ValueState kReasons[] = {ValueState::Missing, ValueState::NotAsked,
                                   ValueState::NotApplicable, ValueState::Withheld};
constexpr int kWidestReading = 420;

}  // namespace

ValueEditor::ValueEditor(std::optional<AttributeDefinition> definition, QWidget* parent)
    : QComboBox(parent), definition_(std::move(definition)), reading_(new QLabel(parent)) {
  setEditable(true);
  setInsertPolicy(QComboBox::NoInsert);
  setFrame(false);
  setCompleter(nullptr);  // a value that is typed stays as it was typed
  offer();
  reading_->setObjectName(QStringLiteral("reading"));
  reading_->setTextFormat(Qt::PlainText);
  reading_->setWordWrap(true);
  reading_->setAutoFillBackground(true);
  reading_->setMargin(6);
  reading_->hide();
  connect(this, &QComboBox::activated, this, &ValueEditor::take);
  connect(lineEdit(), &QLineEdit::textEdited, this, [this](const QString& text) { typed_ = text; });
  connect(this, &QComboBox::currentTextChanged, this, &ValueEditor::showReading);
  connect(this, &QObject::destroyed, reading_, &QObject::deleteLater);
}

void ValueEditor::offer() {
  if (definition_) {
    for (const std::string& value : definition_->values) addItem(toQString(value), true);
    if (!definition_->values.empty()) insertSeparator(count());
  }
  for (const ValueState reason : kReasons) addItem(stateInWords(reason), false);
  addItem(notRecordedInWords(), false);
  setCurrentIndex(-1);
}

/// Of several values, one that is chosen comes behind those that stand there, or goes away.
void ValueEditor::take(int index) {
  const bool isValue = itemData(index).toBool();
  const bool isSeveral = definition_ && definition_->type == AttributeType::Choices;
  if (!isValue || !isSeveral) {
    typed_ = itemText(index);
    return;
  }
  QStringList values;
  const std::string before = toUtf8(typed_);
  for (const std::string_view each : splitValues(before)) {
    if (readTyped(each, &*definition_).value) values << toQString(each);
  }
  for (const ValueState reason : kReasons) values.removeAll(stateInWords(reason));
  values.removeAll(notRecordedInWords());
  const QString chosen = itemText(index);
  if (!values.removeOne(chosen)) values << chosen;
  typed_ = values.join(QStringLiteral("; "));
  setEditText(typed_);
}

QString ValueEditor::refusal() const {
  return toQString(
      readTyped(typedValue(currentText()), definition_ ? &*definition_ : nullptr).refusal);
}

void ValueEditor::showReading() {
  const Theme theme = themeOf(palette());
  QString text = refusal();
  const bool isRefused = !text.isEmpty();
  if (!isRefused && definition_ && definition_->type == AttributeType::Date) {
    const auto date = parsePartialDate(toUtf8(currentText()));
    if (date) text = tr("Read as: %1").arg(dateInWords(*date));
  }
  QPalette colours = palette();
  colours.setColor(QPalette::Window, theme.toneGround(isRefused ? Tone::Bad : Tone::Accent));
  colours.setColor(QPalette::WindowText, theme.toneText(isRefused ? Tone::Bad : Tone::Accent));
  reading_->setPalette(colours);
  const bool isNew = reading_->text() != text;
  reading_->setText(text);
  reading_->setVisible(!text.isEmpty() && isVisible());
  placeReading();
  setAccessibleDescription(text);
  if (!isNew || text.isEmpty()) return;
  QAccessibleEvent told(this, QAccessible::DescriptionChanged);
  QAccessible::updateAccessibility(&told);
}

void ValueEditor::placeReading() {
  if (reading_->text().isEmpty()) return;
  const QWidget* around = reading_->parentWidget();
  const int width = std::clamp(reading_->fontMetrics().horizontalAdvance(reading_->text()) + 16,
                               this->width(), std::max(this->width(), kWidestReading));
  const int height = reading_->heightForWidth(width);
  const int left = std::max(0, std::min(x(), around->width() - width));
  const bool fitsBelow = geometry().bottom() + 1 + height <= around->height();
  reading_->setGeometry(left, fitsBelow ? geometry().bottom() + 1 : y() - height, width, height);
  reading_->raise();
}

void ValueEditor::showEvent(QShowEvent* event) {
  QComboBox::showEvent(event);
  showReading();
}

void ValueEditor::hideEvent(QHideEvent* event) {
  reading_->hide();
  QComboBox::hideEvent(event);
}

void ValueEditor::moveEvent(QMoveEvent* event) {
  QComboBox::moveEvent(event);
  placeReading();
}

QWidget* ValueDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&,
                                     const QModelIndex& index) const {
  const QVariant definition = index.data(kDefinitionRole);
  auto* editor = new ValueEditor(
      definition.isValid() ? std::optional(definition.value<AttributeDefinition>()) : std::nullopt,
      parent);
  editor->setAccessibleName(index.model()->headerData(index.column(), Qt::Horizontal).toString());
  return editor;
}

void ValueDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const {
  auto* field = static_cast<ValueEditor*>(editor);
  field->setEditText(index.data(Qt::EditRole).toString());
  field->lineEdit()->selectAll();
}

void ValueDelegate::setModelData(QWidget* editor, QAbstractItemModel* model,
                                 const QModelIndex& index) const {
  const auto* field = static_cast<ValueEditor*>(editor);
  if (field->currentText() == index.data(Qt::EditRole).toString()) return;
  if (const QString reason = field->refusal(); !reason.isEmpty()) {
    emit refused(reason);
    return;
  }
  model->setData(index, field->currentText(), Qt::EditRole);
}

bool ValueDelegate::eventFilter(QObject* watched, QEvent* event) {
  auto* editor = qobject_cast<ValueEditor*>(watched);
  if (editor != nullptr && event->type() == QEvent::KeyPress) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    const bool leaves = key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Tab ||
                        key == Qt::Key_Backtab;
    if (leaves && !editor->refusal().isEmpty()) return true;  // the reason stands below
  }
  return QStyledItemDelegate::eventFilter(watched, event);
}

}  // namespace retold
