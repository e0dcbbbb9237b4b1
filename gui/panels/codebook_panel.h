#pragma once

#include <QCheckBox>
#include <QLineEdit>
#include <QStackedWidget>
#include <QTreeView>

#include "gui/models/code_tree.h"
#include "gui/panel.h"
#include "gui/session.h"
#include "gui/views/code_editor.h"
#include "gui/views/code_use_view.h"
#include "gui/views/line_prompt.h"

namespace retold {

/// The codebook: its tree, and the chosen code with its fields, examples and history. Every change
/// is one event that undo takes back. Its menu's work is in codebook_actions.cpp.
class CodebookPanel final : public Panel {
  Q_OBJECT
 public:
  CodebookPanel(Session& session, QWidget* parent);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void addActions();
  QWidget* makeTree();
  QWidget* makeDetails();
  /// Reads the codebook and its use again, when the page is looked at.
  void reread();
  /// Counts, in the background, the documents of groups.
  void countGroups();
  void showCode(const CodeId& id);
  void showBase();
  void showCurrent();
  void showPossible();
  /// Null where a group or nothing is chosen.
  const Code* current() const;
  /// The code's name or the group's path; empty where nothing is chosen.
  QString currentPath() const;
  void choose(const QModelIndex& index);
  QStringList expandedPaths() const;
  void expand(const QStringList& paths);

  // What the menu does
  bool change(Parts parts, const QString& done, const std::function<void(Storage&)>& work);
  void store(const Code& code);
  void askNew(const QString& place);
  void add(const QString& label);
  void askMove();
  void move(const QString& path, const QString& parent);
  void askMerge();
  void askSplit();
  void toggleRetired();
  void removeCurrent();
  void askBuiltin();
  void askImport();
  void importFrom(const QString& path);
  void askExport();

  Session& session_;
  CodeTreeModel* model_;
  CodeSearch* search_;
  QLineEdit* typed_;
  QCheckBox* retired_;
  QTreeView* tree_;
  QuietLabel* base_;
  QLabel* heading_;
  QuietLabel* place_;
  QStackedWidget* detail_;  ///< the editor, or what to do where no code is chosen
  QuietLabel* nothing_;
  CodeEditor* editor_;
  CodeUseView* use_;
  LinePrompt* prompt_;
  QString newPlace_;  ///< where the new code goes that is asked for
  std::optional<CodeId> shown_;
  std::optional<CodeId> wantedNext_;  ///< to be chosen when the codebook was read again
  bool stale_ = true;
  JobHandle counting_;
  QAction *new_, *newBelow_, *move_, *merge_, *split_, *retire_, *remove_, *memo_, *builtin_,
      *import_, *export_, *save_;
};

}  // namespace retold
