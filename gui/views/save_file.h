#pragma once

#include <QString>
#include <QWidget>
#include <optional>
#include <string>
#include <vector>

#include "gui/session.h"

namespace retold {

/// A kind of file: its ending without the dot, "csv".
struct SaveKind {
  QString ending;
};

struct SavePlace {
  QString path;
  std::size_t kind = 0;  ///< index of the SaveKind
};

/// The file of this name, of the kind that its ending says; of `kind` where it says none: then that
/// ending is added.
SavePlace withEnding(const QString& path, const std::vector<SaveKind>& kinds, std::size_t kind);

/// Asks whether a file that is there is to be replaced; Escape and Enter leave it.
bool mayReplace(QWidget* parent, const QString& path);

/// Asks for a place and a kind; none where the user thought better of it. No file is replaced that
/// the user was not asked about. `name`: what the file is called unless another name is given,
/// without ending.
std::optional<SavePlace> askWhereToSave(QWidget* parent, const QString& title, const QString& name,
                                        const std::vector<SaveKind>& kinds);

/// The file whole or not at all, and a line that says so: `done`, with the path for %2. False, and
/// the session said why, where it could not be written.
bool saveFile(Session& session, const QString& path, const std::string& content,
              const QString& done);

}  // namespace retold
