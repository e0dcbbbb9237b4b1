#include "gui/models/coding_list.h"

#include <QGuiApplication>

#include "gui/strings.h"
#include "gui/views/card.h"

namespace retold {

CodingList::CodingList(Session& session, QObject* parent)
    : QAbstractListModel(parent), session_(session) {
  connect(&session, &Session::documentChanged, this, &CodingList::rebuild);
  connect(&session, &Session::codingsChanged, this, &CodingList::rebuild);
  rebuild();
}

void CodingList::rebuild() {
  beginResetModel();
  codings_ = session_.codings();
  endResetModel();
}

int CodingList::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(codings_.size());
}

const Coding& CodingList::codingAt(int row) const {
  return codings_[static_cast<std::size_t>(row)];
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
    return QStringLiteral("%1\n%2\n%3").arg(name, definition, toQString(coding.memo)).trimmed();
  }
  if (role != CardRole && role != Qt::AccessibleTextRole) return {};

  Card card;
  card.title = label;
  card.after = onOneLine(toQString(coding.quote));
  card.below = name;
  if (coding.coder != toUtf8(session_.coder())) card.sign = toQString(coding.coder);
  if (!coding.memo.empty()) card.below += tr(" · memo: %1").arg(onOneLine(toQString(coding.memo)));
  if (!session_.stands(coding)) {
    card.sign = tr("quote not in this text");
    card.tone = Tone::Warning;
  }
  if (code != nullptr) card.stripe = themeOf(QGuiApplication::palette()).code(*code);
  if (role == CardRole) return QVariant::fromValue(card);
  return tr("%1: “%2”. %3, coder %4. %5")
      .arg(label, card.after, name, toQString(coding.coder), card.sign);
}

}  // namespace retold
