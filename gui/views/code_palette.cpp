#include "gui/views/code_palette.h"

#include <QVBoxLayout>

namespace retold {

CodePalette::CodePalette(Suggest suggest, QWidget* parent)
    : QWidget(parent),
      suggest_(std::move(suggest)),
      typed_(new QLineEdit),
      codes_(new CodeList(this)),
      list_(new CardListView(tr("Codes to drag onto the text"), 0)) {
  typed_->setPlaceholderText(tr("First letters of a code"));
  typed_->setAccessibleName(tr("Narrow the codes"));
  typed_->setClearButtonEnabled(true);
  list_->setModel(codes_);
  list_->setPlaceholder(tr("No code has words that begin like this."));
  list_->setDragEnabled(true);
  list_->setAcceptDrops(true);
  list_->setDropIndicatorShown(true);
  list_->setDragDropMode(QAbstractItemView::DragDrop);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(4);
  auto* top = new QVBoxLayout;
  top->setContentsMargins(10, 0, 10, 0);
  top->addWidget(typed_);
  column->addLayout(top);
  column->addWidget(list_, 1);
  connect(typed_, &QLineEdit::textChanged, this,
          [this](const QString& typed) { codes_->setCodes(suggest_(typed)); });
  const auto take = [this](int row) {
    if (row >= 0 && row < codes_->rowCount()) {
      emit chosen(codes_->codes()[static_cast<std::size_t>(row)].id);
    }
  };
  connect(list_, &CardListView::rowEntered, this, take);
  connect(typed_, &QLineEdit::returnPressed, this, [take] { take(0); });
  connect(codes_, &CodeList::passageDropped, this, &CodePalette::passageDropped);
}

void CodePalette::refresh(std::vector<CodeId> favourites) {
  codes_->setFavourites(std::move(favourites));
  codes_->setCodes(suggest_(typed_->text()));
}

}  // namespace retold
