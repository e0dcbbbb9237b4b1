#pragma once

#include <QObject>
#include <optional>

#include "gui/session.h"
#include "gui/workspace.h"

namespace retold {

/// Where what was undone can be seen.
struct UndonePlace {
  Page page = Page::Read;
  std::optional<DocumentId> document;  ///< of Page::Read
  std::optional<TextId> text;          ///< that `span` stands in; none = no passage of it
  ByteSpan span{};
  std::optional<CodeId> code;  ///< of Page::Codebook
};

/// The place of the first thing that the step changed; none where it can be seen nowhere.
std::optional<UndonePlace> placeOf(const Storage& storage, const UndoStep& step);

/// Leads to what undo and redo changed: on the page that is shown at once, on another one when the
/// user asks for it. Session and workspace must outlive it.
class UndoGuide final : public QObject {
  Q_OBJECT
 public:
  UndoGuide(Session& session, Workspace& workspace, QObject* parent);

  /// The action that asks for it: its key is named where it would lead elsewhere.
  void setAction(const QAction* action) { action_ = action; }
  void go();

 private:
  void lead(const UndoStep& step, const QString& said);
  void showHere(const UndonePlace& place);

  Session& session_;
  Workspace& workspace_;
  const QAction* action_ = nullptr;
  std::optional<UndonePlace> last_;
};

}  // namespace retold
