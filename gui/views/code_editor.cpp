#include "gui/views/code_editor.h"

#include <QEvent>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QScopedValueRollback>
#include <QToolButton>
#include <algorithm>

#include "gui/strings.h"
#include "gui/theme.h"
#include "gui/views/code_chip.h"
#include "gui/views/flow_layout.h"
#include "gui/views/typed_text.h"
#include "indexer/store/event_payload.h"

namespace retold {

namespace {

constexpr FactorKind kKinds[] = {FactorKind::None, FactorKind::Risk, FactorKind::Protective,
                                 FactorKind::Pattern};

void setLine(QLineEdit* line, const std::string& text) {
  if (toUtf8(line->text()) != text) line->setText(toQString(text));
}

/// What is stored now, unless something else is being typed.
void follow(std::string& field, const std::string& typed, const std::string& before) {
  if (typed != before) field = typed;
}

bool isSame(const Code& a, const Code& b) { return toJson(Object(a)) == toJson(Object(b)); }

}  // namespace

CodeEditor::CodeEditor(QWidget* parent)
    : QWidget(parent),
      label_(makeLine(tr("Label"))),
      name_(makeLine(tr("Name"))),
      kind_(new QComboBox),
      colours_(new QButtonGroup(this)),
      definition_(
          makeText(tr("Definition"), tr("What a passage must say to be tagged with it"), 4)),
      include_(makeText(tr("Include"), tr("Also tag: doubtful cases that belong here"), 2)),
      exclude_(makeText(tr("Exclude"), tr("Do not tag: what belongs to another code"), 2)) {
  kind_->setAccessibleName(tr("Kind"));
  for (const FactorKind kind : kKinds) kind_->addItem(wordsFor(kind));
  kind_->installEventFilter(this);
  connect(kind_, &QComboBox::activated, this, &CodeEditor::save);
  name_->setToolTip(
      tr("As codes are typed and exported: parts with / between them say where it "
         "stands. Codes below it follow."));
  auto* form = new QFormLayout(this);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->setRowWrapPolicy(QFormLayout::WrapLongRows);
  form->addRow(tr("&Label"), label_);
  form->addRow(tr("&Name"), name_);
  form->addRow(tr("&Kind"), kind_);
  form->addRow(tr("Colour"), makeColours());
  form->addRow(tr("&Definition"), definition_);
  form->addRow(tr("&Include"), include_);
  form->addRow(tr("&Exclude"), exclude_);
  form->addRow(tr("Stages"), makeMarks(tr("Stages"), stages_,
                                       {{"PRE", tr("before trafficking")},
                                        {"EXP", tr("during exploitation")},
                                        {"EXIT", tr("exit")},
                                        {"TRANS", tr("journey")},
                                        {"RET", tr("return")},
                                        {"REINT", tr("reintegration")},
                                        {"REMIG", tr("re-migration")},
                                        {"ANY", tr("any")}}));
  form->addRow(tr("Levels"), makeMarks(tr("Levels"), levels_,
                                       {{"I", tr("individual")},
                                        {"F", tr("family")},
                                        {"C", tr("community")},
                                        {"S", tr("services and institutions")},
                                        {"T", tr("structural")}}));
}

QLineEdit* CodeEditor::makeLine(const QString& name) {
  auto* line = new QLineEdit;
  line->setAccessibleName(name);
  line->installEventFilter(this);
  connect(line, &QLineEdit::editingFinished, this, &CodeEditor::save);
  return line;
}

QPlainTextEdit* CodeEditor::makeText(const QString& name, const QString& hint, int lines) {
  auto* edit = new QPlainTextEdit;
  edit->setAccessibleName(name);
  edit->setPlaceholderText(hint);
  edit->setTabChangesFocus(true);
  edit->setFixedHeight(edit->fontMetrics().lineSpacing() * lines + 12);
  edit->installEventFilter(this);
  return edit;
}

QWidget* CodeEditor::makeColours() {
  auto* row = new QWidget;
  row->setAccessibleName(tr("Colour"));
  auto* flow = new FlowLayout(row);
  flow->setContentsMargins(0, 0, 0, 0);
  colours_->setExclusive(true);
  const auto add = [&](const QString& name, int id) {
    auto* button = new QToolButton;
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setIconSize({18, 18});
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setFocusPolicy(Qt::TabFocus);
    colours_->addButton(button, id);
    flow->addWidget(button);
  };
  add(tr("The colour of its kind"), 0);
  int id = 0;
  for (const CodeColour& colour : codeColours()) add(tr(colour.name), ++id);
  connect(colours_, &QButtonGroup::idClicked, this, &CodeEditor::save);
  return row;
}

QWidget* CodeEditor::makeMarks(const QString& name, std::vector<Mark>& marks,
                               const std::vector<std::pair<const char*, QString>>& values) {
  auto* row = new QWidget;
  row->setAccessibleName(name);
  auto* flow = new FlowLayout(row);
  flow->setContentsMargins(0, 0, 0, 0);
  for (const auto& [value, words] : values) {
    auto* box = new QCheckBox(words);
    connect(box, &QCheckBox::clicked, this, &CodeEditor::save);
    flow->addWidget(box);
    marks.push_back({value, box});
  }
  return row;
}

void CodeEditor::show(const Code& code, bool editable) {
  Code wanted = code;
  if (code.id == shown_.id) {
    const Code now = typed();
    follow(wanted.label, now.label, shown_.label);
    follow(wanted.name, now.name, shown_.name);
    follow(wanted.definition, now.definition, shown_.definition);
    follow(wanted.include, now.include, shown_.include);
    follow(wanted.exclude, now.exclude, shown_.exclude);
  }
  shown_ = code;
  refused_.reset();
  fill(wanted);
  for (QLineEdit* line : {label_, name_}) line->setReadOnly(!editable);
  for (QPlainTextEdit* edit : {definition_, include_, exclude_}) edit->setReadOnly(!editable);
  kind_->setEnabled(editable);
  for (QAbstractButton* button : colours_->buttons()) button->setEnabled(editable);
  for (const auto* marks : {&stages_, &levels_}) {
    for (const Mark& mark : *marks) mark.box->setEnabled(editable);
  }
}

void CodeEditor::fill(const Code& code) {
  const QScopedValueRollback<bool> guard(filling_, true);
  setLine(label_, code.label);
  setLine(name_, code.name);
  kind_->setCurrentIndex(static_cast<int>(code.kind));
  showStored(*definition_, toQString(code.definition));
  showStored(*include_, toQString(code.include));
  showStored(*exclude_, toQString(code.exclude));
  for (const auto& [marks, values] :
       {std::pair(&stages_, &code.stages), std::pair(&levels_, &code.levels)}) {
    for (const Mark& mark : *marks) {
      mark.box->setChecked(std::ranges::find(*values, mark.value) != values->end());
    }
  }
  paintColours(code);
}

void CodeEditor::paintColours(const Code& code) {
  Code plain = code;
  plain.colour.clear();
  const auto own = std::ranges::find(codeColours(), std::string_view(code.colour),
                                     [](const CodeColour& colour) { return colour.value; });
  const bool isOurs = own != codeColours().end();
  const auto chosen = isOurs ? static_cast<int>(own - codeColours().begin()) + 1 : 0;
  for (QAbstractButton* button : colours_->buttons()) {
    const int id = colours_->id(button);
    button->setIcon(
        id == 0 ? codeChip(plain, palette())
                : colourChip(
                      QColor(QLatin1String(codeColours()[static_cast<std::size_t>(id) - 1].value)),
                      signOf(code.kind)));
  }
  // A colour from elsewhere is none of the buttons.
  colours_->setExclusive(false);
  for (QAbstractButton* button : colours_->buttons()) {
    button->setChecked((isOurs || code.colour.empty()) && colours_->id(button) == chosen);
  }
  colours_->setExclusive(true);
}

/// What is ticked, with what was there before and has no box.
std::vector<std::string> CodeEditor::ticked(const std::vector<Mark>& marks,
                                            const std::vector<std::string>& before) {
  std::vector<std::string> values;
  for (const std::string& value : before) {
    const auto mark = std::ranges::find(marks, value, &Mark::value);
    if (mark == marks.end() || mark->box->isChecked()) values.push_back(value);
  }
  for (const Mark& mark : marks) {
    const bool known = std::ranges::find(before, mark.value) != before.end();
    if (mark.box->isChecked() && !known) values.push_back(mark.value);
  }
  return values;
}

Code CodeEditor::typed() const {
  Code code = shown_;
  code.label = toUtf8(label_->text());
  code.name = toUtf8(name_->text());
  code.kind = static_cast<FactorKind>(std::max(0, kind_->currentIndex()));
  if (const int id = colours_->checkedId(); id >= 0) {
    code.colour = id == 0 ? "" : codeColours()[static_cast<std::size_t>(id) - 1].value;
  }
  for (const auto& [field, text] :
       {std::pair(definition_, &Code::definition), std::pair(include_, &Code::include),
        std::pair(exclude_, &Code::exclude)}) {
    code.*text = toUtf8(typedOr(*field, toQString(shown_.*text)));
  }
  code.stages = ticked(stages_, shown_.stages);
  code.levels = ticked(levels_, shown_.levels);
  return code;
}

bool CodeEditor::isEdited() const { return !shown_.id.isNil() && !isSame(typed(), shown_); }

void CodeEditor::save() {
  if (filling_ || !isEdited()) return;
  emit wanted(typed());
}

void CodeEditor::leave() {
  const Code now = typed();
  const bool isAgain = refused_ && isSame(now, *refused_);
  refused_ = now;
  if (!isAgain) save();  // show() takes refused_ away where it was stored
  if (refused_ && isEdited() && !isAgain) return;
  refused_.reset();
  if (isEdited()) fill(shown_);
  emit left();
}

void CodeEditor::focusLabel() {
  label_->setFocus(Qt::ShortcutFocusReason);
  label_->selectAll();
}

bool CodeEditor::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::FocusOut && qobject_cast<QPlainTextEdit*>(watched) != nullptr) {
    save();
  }
  // Letters choose a kind here; they are keys of the page elsewhere.
  if (watched == kind_ && event->type() == QEvent::ShortcutOverride &&
      !static_cast<QKeyEvent*>(event)->text().trimmed().isEmpty()) {
    event->accept();
    return true;
  }
  if (event->type() == QEvent::KeyPress &&
      static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
    leave();
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace retold
