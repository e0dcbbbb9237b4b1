#include "gui/views/dragged.h"

#include <QByteArrayList>

#include "gui/strings.h"

namespace retold {

namespace {

constexpr const char* kCode = "application/x-retold-code";
constexpr const char* kPassage = "application/x-retold-passage";

QByteArray bytesOf(const Uuid& id) { return QByteArray::fromStdString(toText(id)); }

std::optional<Uuid> idIn(const QByteArray& bytes) { return parseUuid(bytes.toStdString()); }

}  // namespace

void putCode(QMimeData& data, CodeId code) { data.setData(QLatin1String(kCode), bytesOf(code)); }

std::optional<CodeId> codeIn(const QMimeData& data) {
  const std::optional<Uuid> id = idIn(data.data(QLatin1String(kCode)));
  return id ? std::optional(CodeId(*id)) : std::nullopt;
}

void putPassage(QMimeData& data, const DraggedPassage& passage) {
  data.setData(QLatin1String(kPassage),
               QByteArrayList{bytesOf(passage.document), bytesOf(passage.text),
                              QByteArray::number(qulonglong{passage.span.begin}),
                              QByteArray::number(qulonglong{passage.span.end})}
                   .join(' '));
}

std::optional<DraggedPassage> passageIn(const QMimeData& data) {
  const QByteArrayList parts = data.data(QLatin1String(kPassage)).split(' ');
  if (parts.size() != 4) return std::nullopt;
  const std::optional<Uuid> document = idIn(parts[0]);
  const std::optional<Uuid> text = idIn(parts[1]);
  const ByteSpan span{parts[2].toULongLong(), parts[3].toULongLong()};
  if (!document || !text || span.begin >= span.end) return std::nullopt;
  return DraggedPassage{DocumentId(*document), TextId(*text), span};
}

}  // namespace retold
