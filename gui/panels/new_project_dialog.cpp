#include "gui/panels/new_project_dialog.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include "gui/panel.h"
#include "gui/strings.h"
#include "queries/lexicon/codebooks.h"

namespace retold {

NewProjectDialog::NewProjectDialog(const QString& folder, const QString& name, const QString& coder,
                                   QWidget* parent)
    : QDialog(parent),
      folder_(new QLineEdit(QDir::toNativeSeparators(folder))),
      name_(new QLineEdit(name)),
      codebook_(new QComboBox),
      coder_(new QLineEdit(coder)),
      where_(new QuietLabel),
      make_(nullptr) {
  setWindowTitle(tr("New project"));
  setMinimumWidth(560);
  for (const CodebookChoice& choice : builtinCodebooks()) {
    codebook_->addItem(tr("%1 (%2)").arg(toQString(choice.title),
                                         counted(choice.codes, tr("1 code"), tr("%1 codes"))),
                       toQString(choice.id));
    codebook_->setItemData(codebook_->count() - 1, toQString(choice.note), Qt::ToolTipRole);
  }
  auto* choose = new QToolButton;
  choose->setText(tr("Choose…"));
  choose->setAccessibleName(tr("Choose a folder"));
  connect(choose, &QToolButton::clicked, this, &NewProjectDialog::chooseFolder);
  auto* place = new QHBoxLayout;
  place->addWidget(folder_, 1);
  place->addWidget(choose);
  auto* form = new QFormLayout;
  form->addRow(tr("&Name of the project"), name_);
  auto* inFolder = new QLabel(tr("In the &folder"));
  inFolder->setBuddy(folder_);
  form->addRow(inFolder, place);
  form->addRow(tr("Begins with these c&odes"), codebook_);
  form->addRow(tr("&Your name"), coder_);
  folder_->setAccessibleName(tr("Folder"));
  name_->setAccessibleName(tr("Name of the project"));
  codebook_->setAccessibleName(tr("Codes that the project begins with"));
  coder_->setAccessibleName(tr("Your name"));
  coder_->setToolTip(tr("Codings and decisions are stored under this name"));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
  make_ = buttons->addButton(tr("&Make the project"), QDialogButtonBox::AcceptRole);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  for (QLineEdit* field : {folder_, name_, coder_}) {
    connect(field, &QLineEdit::textChanged, this, &NewProjectDialog::check);
  }
  where_->setContentsMargins(0, 6, 0, 6);
  auto* column = new QVBoxLayout(this);
  column->addLayout(form);
  column->addWidget(where_);
  column->addStretch(1);
  column->addWidget(buttons);
  make_->setDefault(true);
  name_->setFocus();
  name_->selectAll();
  check();
}

QString NewProjectDialog::path() const {
  QString name = name_->text().trimmed();
  if (!name.endsWith(QStringLiteral(".retold"), Qt::CaseInsensitive)) {
    name += QStringLiteral(".retold");
  }
  return QDir(QDir::fromNativeSeparators(folder_->text().trimmed())).absoluteFilePath(name);
}

QString NewProjectDialog::codebook() const { return codebook_->currentData().toString(); }

QString NewProjectDialog::coder() const { return coder_->text().trimmed(); }

void NewProjectDialog::chooseFolder() {
  const QString chosen =
      QFileDialog::getExistingDirectory(this, tr("Folder of the new project"), folder_->text());
  if (!chosen.isEmpty()) folder_->setText(QDir::toNativeSeparators(chosen));
}

void NewProjectDialog::check() {
  const QString name = name_->text().trimmed();
  const QString folder = QDir::fromNativeSeparators(folder_->text().trimmed());
  QString missing;
  if (name.isEmpty()) {
    missing = tr("Give the project a name.");
  } else if (name.contains(QLatin1Char('/')) || name.contains(QLatin1Char('\\'))) {
    missing = tr("A name has no strokes in it: / and \\ part folders.");
  } else if (folder.isEmpty() || !QFileInfo(folder).isDir()) {
    missing = tr("There is no such folder. Choose one that is there.");
  } else if (QFileInfo::exists(path())) {
    missing =
        tr("%1 is there already. Give another name, or open it.").arg(QFileInfo(path()).fileName());
  } else if (coder().isEmpty()) {
    missing = tr("Give your name: codings and decisions are stored under it.");
  }
  make_->setEnabled(missing.isEmpty());
  where_->setText(missing.isEmpty()
                      ? tr("One file is made: %1\nIt is not encrypted: keep it where you keep the "
                           "interviews.")
                            .arg(QDir::toNativeSeparators(path()))
                      : missing);
}

}  // namespace retold
