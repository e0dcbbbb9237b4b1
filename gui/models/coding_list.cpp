#include "gui/models/coding_list.h"

#include <QGuiApplication>
#include <QLocale>
#include <algorithm>

#include "gui/strings.h"

namespace retold {

QString placeInWords(const Transfer& transfer) {
  const auto number = [](std::uint64_t value) {
    return QLocale().toString(static_cast<qulonglong>(value));
  };
  const MovedPassage& place = transfer.place;
  if (transfer.doubled) return CodingList::tr("that passage has this code already");
  switch (place.standing) {
    case Standing::Exact:
      return CodingList::tr("the same words stand there now");
    case Standing::Context:
      return CodingList::tr("the same words, in place %1 of %2, by the words around")
          .arg(number(place.place), number(place.places));
    case Standing::Changed:
      return CodingList::tr("other words: the place most alike, %1").arg(percent(place.similarity));
    case Standing::Gone:
      return CodingList::tr("its words are not found in the new text");
  }
  return {};
}

CodingList::CodingList(Session& session, QObject* parent)
    : QAbstractListModel(parent), session_(session) {
  connect(&session, &Session::documentChanged, this, &CodingList::rebuild);
  connect(&session, &Session::codingsChanged, this, &CodingList::rebuild);
  rebuild();
}

void CodingList::rebuild() {
  beginResetModel();
  codings_ = session_.codings();
  transfers_ = session_.transfers();
  std::stable_partition(codings_.begin(), codings_.end(), [this](const Coding& coding) {
    return std::any_of(transfers_.begin(), transfers_.end(),
                       [&](const Transfer& transfer) { return transfer.coding.id == coding.id; });
  });
  endResetModel();
}

int CodingList::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(codings_.size());
}

const Coding& CodingList::codingAt(int row) const {
  return codings_[static_cast<std::size_t>(row)];
}

const Transfer* CodingList::transferAt(int row) const {
  const auto at = std::find_if(transfers_.begin(), transfers_.end(), [&](const Transfer& transfer) {
    return transfer.coding.id == codingAt(row).id;
  });
  return at == transfers_.end() ? nullptr : &*at;
}

void CodingList::describe(const Transfer& transfer, Card& card) const {
  card.sign = tr("earlier text");
  card.tone = Tone::Warning;
  card.below = placeInWords(transfer);
  if (transfer.place.standing != Standing::Changed) return;
  card.before = tr("was: “%1”").arg(card.after) + tr(" now: ");
  card.hit = tr("“%1”").arg(onOneLine(toQString(transfer.quote)));
  card.after.clear();
}

QVariant CodingList::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const Coding& coding = codingAt(index.row());
  const Code* code = session_.code(coding.code);
  const QString label = code != nullptr ? toQString(code->label) : tr("a code that is gone");
  const QString name = code != nullptr ? toQString(code->name) : QString();
  if (role == Qt::DisplayRole) return label;
  if (role == Qt::ToolTipRole) {
    const QString definition = code != nullptr ? toQString(code->definition) : QString();
    const Transfer* transfer = transferAt(index.row());
    const QString moved =
        transfer == nullptr
            ? QString()
            : tr("On an earlier text of this document: %1.").arg(placeInWords(*transfer));
    return QStringLiteral("%1\n%2\n%3\n%4")
        .arg(name, definition, toQString(coding.memo), moved)
        .trimmed();
  }
  if (role != CardRole && role != Qt::AccessibleTextRole) return {};

  Card card;
  card.title = label;
  card.after = onOneLine(toQString(coding.quote));
  card.below = name;
  if (coding.coder != toUtf8(session_.coder())) card.sign = toQString(coding.coder);
  if (!coding.memo.empty()) card.below += tr(" · memo: %1").arg(onOneLine(toQString(coding.memo)));
  if (const Transfer* transfer = transferAt(index.row())) {
    describe(*transfer, card);
  } else if (!session_.stands(coding)) {
    card.sign = tr("quote not in this text");
    card.tone = Tone::Warning;
  }
  if (code != nullptr) card.stripe = themeOf(QGuiApplication::palette()).code(*code);
  if (role == CardRole) return QVariant::fromValue(card);
  return tr("%1: “%2”. %3, coder %4. %5")
      .arg(label, card.after, name, toQString(coding.coder), card.sign);
}

}  // namespace retold
