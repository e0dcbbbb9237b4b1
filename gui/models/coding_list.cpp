#include "gui/models/coding_list.h"

#include <QGuiApplication>
#include <QLocale>
#include <algorithm>

#include "gui/line_parts.h"
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
  total_ = static_cast<int>(codings_.size());
  std::erase_if(codings_, [this](const Coding& coding) { return !passes(coding); });
  endResetModel();
}

void CodingList::setFilter(const QString& words, bool important) {
  const QStringList wanted = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
  if (wanted == words_ && important == importantOnly_) return;
  words_ = wanted;
  importantOnly_ = important;
  rebuild();
}

bool CodingList::passes(const Coding& coding) const {
  if (importantOnly_ && !coding.important) return false;
  if (words_.isEmpty()) return true;
  const Code* code = session_.code(coding.code);
  QStringList parts{toQString(coding.coder), toQString(coding.quote), toQString(coding.memo)};
  if (code != nullptr) parts << toQString(code->label) << toQString(code->name);
  return std::all_of(words_.begin(), words_.end(), [&parts](const QString& word) {
    return std::any_of(parts.begin(), parts.end(), [&](const QString& part) {
      return part.contains(word, Qt::CaseInsensitive);
    });
  });
}

int CodingList::rowOf(CodingId id) const {
  const auto at = std::find_if(codings_.begin(), codings_.end(),
                               [&](const Coding& coding) { return coding.id == id; });
  return at == codings_.end() ? -1 : static_cast<int>(at - codings_.begin());
}

Qt::ItemFlags CodingList::flags(const QModelIndex& index) const {
  const Qt::ItemFlags usual = QAbstractListModel::flags(index);
  return index.isValid() ? usual | Qt::ItemIsDragEnabled | Qt::ItemIsDropEnabled : usual;
}

QMimeData* CodingList::mimeData(const QModelIndexList& indexes) const {
  auto* dragged = new QMimeData;
  if (!indexes.isEmpty()) putCode(*dragged, codingAt(indexes.front().row()).code);
  return dragged;
}

bool CodingList::canDropMimeData(const QMimeData* dropped, Qt::DropAction, int, int,
                                 const QModelIndex& parent) const {
  return parent.isValid() && dropped != nullptr && passageIn(*dropped).has_value();
}

bool CodingList::dropMimeData(const QMimeData* dropped, Qt::DropAction action, int row, int column,
                              const QModelIndex& parent) {
  if (!canDropMimeData(dropped, action, row, column, parent)) return false;
  emit passageDropped(codingAt(parent.row()).code, *passageIn(*dropped));
  return true;
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
  card.before = tr("was: “%1” now: ").arg(card.after);
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
  if (coding.important) {
    card.sign = card.sign.isEmpty() ? tr("★ important") : tr("★ %1").arg(card.sign);
  }
  if (!coding.memo.empty()) {
    card.below += kBetweenParts + tr("note: %1").arg(onOneLine(toQString(coding.memo)));
  }
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
