#include "gui/panels/boilerplate_dialog.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "gui/panel.h"
#include "gui/views/veil.h"

namespace retold {

BoilerplateDialog::BoilerplateDialog(Session& session, QWidget* parent)
    : QDialog(parent),
      session_(session),
      model_(new BoilerplateTable(session, this)),
      table_(new QTableView) {
  setWindowTitle(tr("Boilerplate"));
  setAttribute(Qt::WA_DeleteOnClose);
  resize(860, 520);
  auto* about = new QLabel(
      tr("These sentences stand in many documents, as forms print them. A match in one that is "
         "checked is not taken for an answer. Clear the check where somebody said the words."));
  about->setWordWrap(true);
  auto* nothing = new QLabel(tr("No sentence of this project recurs as a form's text would."));
  nothing->setAlignment(Qt::AlignCenter);
  table_->setAccessibleName(tr("Boilerplate"));
  table_->setModel(model_);
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setSelectionMode(QAbstractItemView::SingleSelection);
  table_->setShowGrid(false);
  table_->setAlternatingRowColors(true);
  table_->setTabKeyNavigation(false);
  table_->verticalHeader()->hide();
  table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
  table_->horizontalHeader()->setSectionResizeMode(BoilerplateTable::Sentence,
                                                   QHeaderView::Stretch);
  const int letter = fontMetrics().averageCharWidth();
  table_->setColumnWidth(BoilerplateTable::Documents, 14 * letter);
  table_->setColumnWidth(BoilerplateTable::Kind, 26 * letter);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
  auto* undo = buttons->addButton(tr("&Undo"), QDialogButtonBox::ActionRole);
  undo->setAutoDefault(false);
  undo->setShortcut(QKeySequence::Undo);
  connect(undo, &QPushButton::clicked, &session_, &Session::undo);
  auto* column = new QVBoxLayout(this);
  column->addWidget(about);
  auto* sentences = new QWidget;
  auto* either = new QVBoxLayout(sentences);
  either->setContentsMargins(0, 0, 0, 0);
  either->addWidget(table_, 1);
  either->addWidget(nothing, 1);
  column->addWidget(sentences, 1);
  column->addWidget(buttons);
  const auto showEmpty = [this, nothing] {
    table_->setVisible(model_->rowCount() > 0);
    nothing->setVisible(model_->rowCount() == 0);
  };
  connect(model_, &QAbstractItemModel::modelReset, this, showEmpty);
  connect(&session_, &Session::projectChanged, this, &QDialog::close);
  showEmpty();
  veilWhereHidden(*sentences, session_);
  if (model_->rowCount() > 0) table_->setCurrentIndex(model_->index(0, 0));
}

}  // namespace retold
