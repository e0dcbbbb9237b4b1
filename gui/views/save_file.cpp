#include "gui/views/save_file.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QSaveFile>

#include "gui/strings.h"

namespace retold {

std::optional<SavePlace> askWhereToSave(QWidget* parent, const QString& title, const QString& name,
                                        const std::vector<SaveKind>& kinds) {
  QStringList filters;
  for (const SaveKind& kind : kinds) {
    filters << QStringLiteral("%1 (*.%2)").arg(kind.ending.toUpper(), kind.ending);
  }
  QString chosen = filters.value(0);
  const QString path =
      QFileDialog::getSaveFileName(parent, title, name + QLatin1Char('.') + kinds.front().ending,
                                   filters.join(QStringLiteral(";;")), &chosen);
  if (path.isEmpty()) return std::nullopt;
  const auto kind = static_cast<std::size_t>(std::max<qsizetype>(0, filters.indexOf(chosen)));
  const SavePlace place = withEnding(path, kinds, kind);
  // The dialog asked about the name as it was typed.
  if (place.path != path && QFileInfo::exists(place.path) && !mayReplace(parent, place.path)) {
    return std::nullopt;
  }
  return place;
}

SavePlace withEnding(const QString& path, const std::vector<SaveKind>& kinds, std::size_t kind) {
  for (std::size_t at = 0; at < kinds.size(); ++at) {
    if (path.endsWith(QLatin1Char('.') + kinds[at].ending, Qt::CaseInsensitive)) {
      return {path, at};
    }
  }
  return {path + QLatin1Char('.') + kinds[kind].ending, kind};
}

bool mayReplace(QWidget* parent, const QString& path) {
  QMessageBox box(
      QMessageBox::Question, QObject::tr("Replace a file"),
      QObject::tr("%1 is there already. Replace it?").arg(apart(QDir::toNativeSeparators(path))),
      QMessageBox::Cancel, parent);
  box.setTextFormat(Qt::PlainText);
  box.setInformativeText(QObject::tr("What is in it now would be lost."));
  box.addButton(QObject::tr("&Replace"), QMessageBox::DestructiveRole);
  box.setDefaultButton(QMessageBox::Cancel);
  return box.exec() != QMessageBox::Cancel;
}

bool saveFile(Session& session, const QString& path, const std::string& content,
              const QString& done) {
  QSaveFile file(path);
  const auto size = static_cast<qint64>(content.size());
  const bool written =
      file.open(QIODevice::WriteOnly) && file.write(content.data(), size) == size && file.commit();
  const QString shown = apart(QDir::toNativeSeparators(path));
  if (!written) {
    emit session.failed({ErrorKind::Io,
                         QObject::tr("%1 could not be written: %2").arg(shown, file.errorString()),
                         QObject::tr("Choose another folder, or make room on the disk.")});
    return false;
  }
  QString line = done;
  session.say(line.replace(QStringLiteral("%2"), shown));
  return true;
}

}  // namespace retold
