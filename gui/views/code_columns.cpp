#include "gui/views/code_columns.h"

#include <QDialogButtonBox>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/code_label.h"
#include "gui/strings.h"

namespace retold {

CodeColumns::CodeColumns(const Codebook& codebook, const std::vector<CodeId>& chosen,
                         QWidget* parent)
    : QDialog(parent), typed_(new QLineEdit), list_(new QListWidget) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Codes as columns"));
  resize(460, 520);
  typed_->setPlaceholderText(tr("Letters of a code"));
  typed_->setAccessibleName(tr("Letters of a code"));
  typed_->setClearButtonEnabled(true);
  list_->setAccessibleName(tr("Codes to tick"));
  list_->setUniformItemSizes(true);
  list_->setTextElideMode(Qt::ElideMiddle);
  for (const Code& code : codebook.codes) {
    const bool ticked = std::ranges::find(chosen, code.id) != chosen.end();
    if (code.retired && !ticked) continue;
    ids_.push_back(code.id);
    auto* item = new QListWidgetItem(codeLabel(code), list_);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(ticked ? Qt::Checked : Qt::Unchecked);
    item->setToolTip(toQString(code.name));
  }
  list_->setCurrentRow(0);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  auto* lines = new QVBoxLayout(this);
  lines->addWidget(typed_);
  lines->addWidget(list_, 1);
  lines->addWidget(buttons);
  connect(typed_, &QLineEdit::textChanged, this, &CodeColumns::narrow);
  connect(buttons, &QDialogButtonBox::accepted, this, &CodeColumns::take);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  list_->setFocus();
}

void CodeColumns::narrow(const QString& typed) {
  for (int row = 0; row < list_->count(); ++row) {
    QListWidgetItem* item = list_->item(row);
    const bool fits = item->text().contains(typed.trimmed(), Qt::CaseInsensitive) ||
                      item->toolTip().contains(typed.trimmed(), Qt::CaseInsensitive);
    item->setHidden(!fits);
  }
}

void CodeColumns::take() {
  std::vector<CodeId> codes;
  for (int row = 0; row < list_->count(); ++row) {
    if (list_->item(row)->checkState() != Qt::Checked) continue;
    codes.push_back(ids_[static_cast<std::size_t>(row)]);
  }
  emit chosen(codes);
  accept();
}

}  // namespace retold
