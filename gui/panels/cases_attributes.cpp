#include "gui/panels/cases_attributes.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>
#include <algorithm>
#include <functional>

#include "gui/strings.h"
#include "gui/views/chooser.h"
#include "gui/views/typed_text.h"
#include "queries/cases/attribute_sets.h"

namespace retold {

namespace {

QString inWords(AttributeUnit unit) {
  switch (unit) {
    case AttributeUnit::Case:
      return AttributesDialog::tr("case");
    case AttributeUnit::Episode:
      return AttributesDialog::tr("episode");
    case AttributeUnit::Assistance:
      return AttributesDialog::tr("assistance");
    case AttributeUnit::Document:
      return AttributesDialog::tr("document");
  }
  return {};
}

QString inWords(AttributeType type) {
  switch (type) {
    case AttributeType::Text:
      return AttributesDialog::tr("any text");
    case AttributeType::Number:
      return AttributesDialog::tr("number");
    case AttributeType::Date:
      return AttributesDialog::tr("date");
    case AttributeType::Choice:
      return AttributesDialog::tr("one of its values");
    case AttributeType::Choices:
      return AttributesDialog::tr("several of its values");
  }
  return {};
}

QString joined(const std::vector<std::string>& values, const QString& by) {
  QStringList list;
  for (const std::string& value : values) list << toQString(value);
  return list.join(by);
}

/// Asks what one attribute is. Deletes itself when it is closed.
class DefinitionForm final : public QDialog {
  Q_DECLARE_TR_FUNCTIONS(retold::DefinitionForm)
 public:
  /// `take` returns why the definition cannot be; empty where it was taken.
  DefinitionForm(const QString& title, AttributeDefinition definition,
                 std::function<bool(const AttributeDefinition&)> take, QWidget* parent)
      : QDialog(parent),
        definition_(std::move(definition)),
        take_(std::move(take)),
        name_(new QLineEdit(toQString(definition_.name))),
        label_(new QLineEdit(toQString(definition_.label))),
        unit_(new QComboBox),
        type_(new QComboBox),
        values_(new QPlainTextEdit(joined(definition_.values, QStringLiteral("\n")))),
        note_(new QLineEdit(toQString(definition_.note))) {
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    setWindowTitle(title);
    for (int i = 0; i < 4; ++i) unit_->addItem(inWords(static_cast<AttributeUnit>(i)));
    for (int i = 0; i < 5; ++i) type_->addItem(inWords(static_cast<AttributeType>(i)));
    unit_->setCurrentIndex(static_cast<int>(definition_.unit));
    type_->setCurrentIndex(static_cast<int>(definition_.type));
    values_->setTabChangesFocus(true);
    values_->setFixedHeight(values_->fontMetrics().lineSpacing() * 6);
    auto* form = new QFormLayout(this);
    addRow(form, tr("&Name"), name_);
    addRow(form, tr("What people &read"), label_);
    addRow(form, tr("It is of a&n"), unit_);
    addRow(form, tr("It &holds"), type_);
    addRow(form, tr("&Values, one on each line"), values_);
    addRow(form, tr("No&te"), note_);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    form->addRow(buttons);
    const auto onlyChoices = [this] {
      values_->setEnabled(type_->currentIndex() >= static_cast<int>(AttributeType::Choice));
    };
    connect(type_, &QComboBox::currentIndexChanged, this, onlyChoices);
    onlyChoices();
    name_->setFocus();
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
      if (take_(typed())) accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  }

 private:
  static void addRow(QFormLayout* form, const QString& label, QWidget* field) {
    field->setAccessibleName(QString(label).remove(QLatin1Char('&')));
    form->addRow(label, field);
  }

  AttributeDefinition typed() const {
    AttributeDefinition definition = definition_;
    definition.name = toUtf8(name_->text().trimmed());
    definition.label = toUtf8(label_->text().trimmed());
    definition.unit = static_cast<AttributeUnit>(unit_->currentIndex());
    definition.type = static_cast<AttributeType>(type_->currentIndex());
    definition.note = toUtf8(note_->text().trimmed());
    definition.values.clear();
    if (!values_->isEnabled()) return definition;
    for (const QString& line : typedText(*values_).split(QLatin1Char('\n'))) {
      if (!line.trimmed().isEmpty()) definition.values.push_back(toUtf8(line.trimmed()));
    }
    return definition;
  }

  AttributeDefinition definition_;
  std::function<bool(const AttributeDefinition&)> take_;
  QLineEdit* name_;
  QLineEdit* label_;
  QComboBox* unit_;
  QComboBox* type_;
  QPlainTextEdit* values_;
  QLineEdit* note_;
};

}  // namespace

AttributesDialog::AttributesDialog(Session& session, QWidget* parent)
    : QDialog(parent),
      session_(session),
      list_(new QTreeWidget),
      note_(new QLabel),
      change_(new QPushButton(tr("&Change…"))),
      remove_(new QPushButton(tr("&Remove"))) {
  setObjectName(QStringLiteral("attributes"));
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Attributes"));
  resize(760, 480);
  list_->setAccessibleName(tr("Attributes that are defined"));
  list_->setRootIsDecorated(false);
  list_->setUniformRowHeights(true);
  list_->setTextElideMode(Qt::ElideMiddle);
  list_->setHeaderLabels({tr("Attribute"), tr("Of a"), tr("Holds"), tr("Values")});
  list_->header()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
  note_->setTextFormat(Qt::PlainText);
  note_->setWordWrap(true);
  auto* addOne = new QPushButton(tr("&Add…"));
  auto* addMany = new QPushButton(tr("Add a &set…"));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  for (QPushButton* button : {addOne, addMany, change_, remove_}) {
    button->setAutoDefault(false);
    buttons->addButton(button, QDialogButtonBox::ActionRole);
  }
  auto* column = new QVBoxLayout(this);
  column->addWidget(list_, 1);
  column->addWidget(note_);
  column->addWidget(buttons);
  connect(addOne, &QPushButton::clicked, this, &AttributesDialog::add);
  connect(addMany, &QPushButton::clicked, this, &AttributesDialog::addSet);
  connect(change_, &QPushButton::clicked, this, &AttributesDialog::change);
  connect(remove_, &QPushButton::clicked, this, &AttributesDialog::remove);
  connect(list_, &QTreeWidget::itemActivated, this, &AttributesDialog::change);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(&session_, &Session::changed, this, &AttributesDialog::showDefinitions);
  connect(&session_, &Session::projectChanged, this, &QDialog::reject);
  showDefinitions();
  for (QPushButton* button : {addOne, addMany}) button->setEnabled(!session_.isReadOnly());
}

void AttributesDialog::showDefinitions() {
  const int row = list_->indexOfTopLevelItem(list_->currentItem());
  session_.read([this](const Storage& storage) { definitions_ = storage.attributeDefinitions(); });
  list_->clear();
  for (const AttributeDefinition& each : definitions_) {
    const QString name = toQString(each.name);
    const QString label = toQString(each.label);
    auto* item = new QTreeWidgetItem(
        {label.isEmpty() || label == name ? name : tr("%1 (%2)").arg(label, name),
         inWords(each.unit), inWords(each.type), joined(each.values, QStringLiteral("; "))});
    item->setToolTip(0, toQString(each.note));
    item->setToolTip(3, joined(each.values, QStringLiteral("\n")));
    list_->addTopLevelItem(item);
  }
  for (int column = 0; column < 3; ++column) list_->resizeColumnToContents(column);
  const bool any = !definitions_.empty();
  if (any) {
    list_->setCurrentItem(
        list_->topLevelItem(std::clamp(row, 0, static_cast<int>(definitions_.size()) - 1)));
  }
  note_->setText(any ? tr("Values that do not fit an attribute are kept as they were written.")
                     : tr("No attribute is defined: any text may be written for any of them. Add "
                          "one, or a set that comes with the program."));
  change_->setEnabled(any && !session_.isReadOnly());
  remove_->setEnabled(any && !session_.isReadOnly());
}

const AttributeDefinition* AttributesDialog::current() const {
  const int row = list_->indexOfTopLevelItem(list_->currentItem());
  return row < 0 ? nullptr : &definitions_[static_cast<std::size_t>(row)];
}

void AttributesDialog::add() {
  AttributeDefinition fresh;
  fresh.id = newUuid();
  auto* form = new DefinitionForm(
      tr("Add an attribute"), fresh,
      [this](const AttributeDefinition& definition) {
        Defined defined;
        const bool done = session_.change(Part::Cases, [&](Storage& storage) {
          defined =
              addDefinitions(storage, {definition}, "add attribute", toUtf8(session_.coder()));
        });
        if (!done) return false;
        if (defined.added == 0) {
          session_.say(tr("There is an attribute of this name already"));
          return false;
        }
        lookForMisfits({definition});
        return true;
      },
      this);
  form->show();
}

void AttributesDialog::change() {
  const AttributeDefinition* chosen = current();
  if (chosen == nullptr || session_.isReadOnly()) return;
  auto* form = new DefinitionForm(
      tr("Change an attribute"), *chosen,
      [this](const AttributeDefinition& definition) {
        const bool done = session_.change(Part::Cases, [&](Storage& storage) {
          changeDefinition(storage, definition, toUtf8(session_.coder()));
        });
        if (done) lookForMisfits({definition});
        return done;
      },
      this);
  form->show();
}

void AttributesDialog::addSet() {
  const std::vector<AttributeSet> sets = attributeSets();
  QStringList lines;
  for (const AttributeSet& set : sets) {
    lines << tr("%1 · %2").arg(
        toQString(set.title),
        counted(set.definitions.size(), tr("1 attribute"), tr("%1 attributes")));
  }
  auto* chooser = new Chooser(tr("Add a set of attributes"),
                              tr("Which set that comes with the program?"), lines, this);
  connect(chooser, &Chooser::chosen, this, [this, sets](int line) {
    const AttributeSet& set = sets[static_cast<std::size_t>(line)];
    Defined defined;
    const bool done = session_.change(Part::Cases, [&](Storage& storage) {
      defined = addDefinitions(storage, set.definitions, "use attributes " + set.id,
                               toUtf8(session_.coder()));
    });
    if (!done) return;
    session_.say(counted(defined.added, tr("1 attribute is added"), tr("%1 attributes are added")));
    lookForMisfits(set.definitions);
  });
  chooser->show();
}

void AttributesDialog::remove() {
  const AttributeDefinition* chosen = current();
  if (chosen == nullptr) return;
  const AttributeDefinition definition = *chosen;
  const bool done = session_.change(Part::Cases, [&](Storage& storage) {
    removeDefinition(storage, definition, toUtf8(session_.coder()));
  });
  if (done) {
    session_.say(tr("“%1” is not defined any more; its values stay as they are")
                     .arg(toQString(definition.name)));
  }
}

void AttributesDialog::lookForMisfits(const std::vector<AttributeDefinition>& definitions) {
  looking_ = session_.start<std::vector<Diagnostic>>(
      [definitions](const Storage& storage, Progress& progress) {
        return misfitsOf(storage, definitions, progress);
      },
      [this](const std::vector<Diagnostic>& misfits) {
        if (misfits.empty()) return;
        note_->setText(counted(misfits.size(), tr("1 value of the project does not fit:"),
                               tr("%1 values of the project do not fit, the first:")) +
                       QLatin1Char('\n') + toQString(toText(misfits.front())));
      });
}

}  // namespace retold
