#include "gui/models/transfer_list.h"

#include "gui/code_label.h"
#include "gui/models/coding_list.h"
#include "gui/strings.h"

namespace retold {

bool isShown(const Transfer& transfer, TransfersShown shown) {
  const bool gone = transfer.doubled || transfer.place.standing == Standing::Gone;
  switch (shown) {
    case TransfersShown::All:
      return true;
    case TransfersShown::Plain:
      return isPlain(transfer);
    case TransfersShown::Unsure:
      return !gone && !isPlain(transfer);
    case TransfersShown::Gone:
      return gone;
  }
  return true;
}

void TransferList::setRows(std::vector<Transfer> rows, const Codebook& codebook) {
  beginResetModel();
  rows_ = std::move(rows);
  labels_.clear();
  for (const Code& code : codebook.codes) labels_.emplace(code.id, codeLabel(code));
  endResetModel();
}

QString TransferList::labelOf(const Transfer& transfer) const {
  const auto label = labels_.find(transfer.coding.code);
  return label == labels_.end() ? toQString(transfer.code) : label->second;
}

int TransferList::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int TransferList::rowOf(CodingId id) const {
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    if (rows_[row].coding.id == id) return static_cast<int>(row);
  }
  return -1;
}

QVariant TransferList::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const Transfer& transfer = rowAt(index.row());
  const QString code = labelOf(transfer);
  const QString document = apart(toQString(transfer.document));
  if (role == Qt::DisplayRole) return code;
  const QString place = placeInWords(transfer);
  if (role == Qt::ToolTipRole) {
    return tr("%1 (%2) in %3: %4").arg(code, toQString(transfer.code), document, place);
  }
  const QString quote = onOneLine(toQString(transfer.coding.quote));
  if (role == Qt::AccessibleTextRole) {
    return tr("%1 in %2: “%3”. %4, coder %5")
        .arg(code, document, quote, place, toQString(transfer.coding.coder));
  }
  if (role != CardRole) return {};
  Card card;
  card.title = code;
  card.after = quote;
  card.below = tr("%1 · %2").arg(document, place);
  if (isShown(transfer, TransfersShown::Gone)) {
    card.sign = transfer.doubled ? tr("tagged already") : tr("not found");
    card.tone = Tone::Bad;
  } else if (isPlain(transfer)) {
    card.sign = tr("same words");
    card.tone = Tone::Good;
  } else {
    card.sign = tr("look at it");
    card.tone = Tone::Warning;
  }
  return QVariant::fromValue(card);
}

}  // namespace retold
