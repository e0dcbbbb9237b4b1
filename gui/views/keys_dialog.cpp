#include "gui/views/keys_dialog.h"

#include <QDialogButtonBox>
#include <QFont>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QVBoxLayout>

#include "gui/workspace.h"

namespace retold {

namespace {

QString plain(QString text) { return text.remove(QLatin1Char('&')); }

QString inWords(const QList<QKeySequence>& keys) {
  QStringList texts;
  for (const QKeySequence& key : keys) texts << key.toString(QKeySequence::NativeText);
  return texts.join(KeysDialog::tr(" or ", "between two keys"));
}

}  // namespace

KeyTable::KeyTable(Shortcuts& shortcuts, QObject* parent)
    : QAbstractTableModel(parent), shortcuts_(shortcuts) {}

const MenuAction& KeyTable::entryAt(int row) const {
  return shortcuts_.actions()[static_cast<std::size_t>(row)];
}

void KeyTable::keysChanged() { emit dataChanged(index(0, Keys), index(rowCount() - 1, Keys)); }

int KeyTable::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(shortcuts_.actions().size());
}

int KeyTable::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : ColumnCount;
}

QVariant KeyTable::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const MenuAction& entry = entryAt(index.row());
  if (role == Qt::FontRole && index.column() == Keys && shortcuts_.isChanged(entry)) {
    QFont bold;
    bold.setBold(true);
    return bold;
  }
  if (role == Qt::AccessibleTextRole && index.column() == Keys) {
    const QString keys = inWords(entry.action->shortcuts());
    return keys.isEmpty() ? tr("no key") : keys;
  }
  if (role != Qt::DisplayRole) return {};
  switch (index.column()) {
    case Where:
      return entry.page ? Workspace::titleOf(*entry.page) : tr("everywhere");
    case What:
      return plain(entry.action->text());
    case Keys:
      return inWords(entry.action->shortcuts());
    default:
      return {};
  }
}

QVariant KeyTable::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  switch (section) {
    case Where:
      return tr("Page");
    case What:
      return tr("What it does");
    case Keys:
      return tr("Keys");
    default:
      return {};
  }
}

KeysDialog::KeysDialog(Shortcuts& shortcuts, QWidget* parent)
    : QDialog(parent),
      shortcuts_(shortcuts),
      model_(new KeyTable(shortcuts, this)),
      narrowed_(new QSortFilterProxyModel(this)),
      table_(new QTableView),
      typed_(new QLineEdit),
      key_(new QKeySequenceEdit),
      give_(new QPushButton(tr("&Give it this key"))),
      none_(new QPushButton(tr("&No key"))),
      reset_(new QPushButton(tr("Its &own key"))),
      resetAll_(new QPushButton(tr("&All keys as they were"))),
      note_(new QLabel) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Keys"));
  resize(640, 620);
  narrowed_->setSourceModel(model_);
  narrowed_->setFilterCaseSensitivity(Qt::CaseInsensitive);
  narrowed_->setFilterKeyColumn(-1);
  layOut();
  connect(typed_, &QLineEdit::textChanged, narrowed_, &QSortFilterProxyModel::setFilterFixedString);
  connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
          &KeysDialog::showChosen);
  connect(table_, &QTableView::activated, key_, qOverload<>(&QWidget::setFocus));
  connect(key_, &QKeySequenceEdit::keySequenceChanged, this, &KeysDialog::showChosen);
  connect(give_, &QPushButton::clicked, this, &KeysDialog::give);
  connect(none_, &QPushButton::clicked, this, [this] {
    if (const MenuAction* entry = chosen()) {
      shortcuts_.give(*entry, {});
      told(tr("%1 has no key now").arg(plain(entry->action->text())));
    }
  });
  connect(reset_, &QPushButton::clicked, this, [this] {
    if (const MenuAction* entry = chosen()) {
      shortcuts_.reset(*entry);
      told(tr("%1 has its own key again").arg(plain(entry->action->text())));
    }
  });
  connect(resetAll_, &QPushButton::clicked, this, [this] {
    shortcuts_.resetAll();
    told(tr("All keys are as they were"));
  });
  table_->selectRow(0);
  showChosen();
}

void KeysDialog::layOut() {
  typed_->setPlaceholderText(tr("Find an action or a key"));
  typed_->setAccessibleName(tr("Find an action or a key"));
  table_->setAccessibleName(tr("Actions and their keys"));
  table_->setModel(narrowed_);
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setSelectionMode(QAbstractItemView::SingleSelection);
  table_->setTabKeyNavigation(false);
  table_->setShowGrid(false);
  table_->setAlternatingRowColors(true);
  table_->verticalHeader()->hide();
  table_->horizontalHeader()->setSectionResizeMode(KeyTable::What, QHeaderView::Stretch);
  table_->horizontalHeader()->setSectionResizeMode(KeyTable::Keys, QHeaderView::ResizeToContents);
  key_->setAccessibleName(tr("New key"));
  note_->setWordWrap(true);
  note_->setText(tr("With a passage selected, typing begins the name of a code."));
  auto* one = new QHBoxLayout;
  auto* label = new QLabel(tr("New key:"));
  label->setBuddy(key_);
  one->addWidget(label);
  one->addWidget(key_, 1);
  one->addWidget(give_);
  one->addWidget(none_);
  one->addWidget(reset_);
  auto* buttons = new QDialogButtonBox;
  buttons->addButton(resetAll_, QDialogButtonBox::ResetRole);
  auto* close = new QPushButton(tr("&Close"));
  buttons->addButton(close, QDialogButtonBox::RejectRole);
  connect(close, &QPushButton::clicked, this, &QDialog::reject);
  for (QPushButton* button : {give_, none_, reset_, resetAll_, close}) {
    button->setAutoDefault(false);
  }
  auto* column = new QVBoxLayout(this);
  column->addWidget(typed_);
  column->addWidget(table_, 1);
  column->addLayout(one);
  column->addWidget(note_);
  column->addWidget(buttons);
}

const MenuAction* KeysDialog::chosen() const {
  const QModelIndex index = narrowed_->mapToSource(table_->currentIndex());
  return index.isValid() ? &model_->entryAt(index.row()) : nullptr;
}

void KeysDialog::showChosen() {
  const MenuAction* entry = chosen();
  const QKeySequence key = key_->keySequence();
  give_->setEnabled(entry != nullptr && !key.isEmpty());
  none_->setEnabled(entry != nullptr && !entry->action->shortcuts().isEmpty());
  reset_->setEnabled(entry != nullptr && shortcuts_.isChanged(*entry));
  const MenuAction* holder = entry != nullptr ? shortcuts_.holderOf(key, *entry) : nullptr;
  if (holder != nullptr) {
    note_->setText(tr("%1 is the key of “%2”, which would lose it.")
                       .arg(key.toString(QKeySequence::NativeText), plain(holder->action->text())));
  }
}

void KeysDialog::give() {
  const MenuAction* entry = chosen();
  const QKeySequence key = key_->keySequence();
  if (entry == nullptr || key.isEmpty()) return;
  const MenuAction* holder = shortcuts_.holderOf(key, *entry);
  const QString lost = holder != nullptr ? plain(holder->action->text()) : QString();
  shortcuts_.give(*entry, key);
  const QString name = key.toString(QKeySequence::NativeText);
  const QString what = plain(entry->action->text());
  told(lost.isEmpty() ? tr("%1 is the key of “%2” now").arg(name, what)
                      : tr("%1 is the key of “%2” now; “%3” lost it").arg(name, what, lost));
  key_->clear();
}

void KeysDialog::told(const QString& text) {
  model_->keysChanged();
  emit keysChanged();
  showChosen();
  note_->setText(text);
}

}  // namespace retold
