#pragma once

#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>

#include "gui/session.h"
#include "queries/codebook/merging.h"

namespace retold {

/// Asks into which code another one is merged, and says beforehand what that touches. Deletes
/// itself when it is closed.
class MergeDialog final : public QDialog {
  Q_OBJECT
 public:
  MergeDialog(Session& session, const Code& from, QWidget* parent = nullptr);

 private:
  std::optional<CodeId> into() const;
  void showSize();
  void merge();

  Session& session_;
  Code from_;
  QLineEdit* typed_;
  QListWidget* codes_;
  QLabel* size_;
  QComboBox* after_;
  QDialogButtonBox* buttons_;
};

/// Asks what a new code below another one is called, and which passages it takes over. Deletes
/// itself when it is closed.
class SplitDialog final : public QDialog {
  Q_OBJECT
 public:
  /// `codings`: those of the code.
  SplitDialog(Session& session, const Code& code, std::vector<Coding> codings,
              QWidget* parent = nullptr);

 private:
  void showCount();
  void split();

  Session& session_;
  Code code_;
  std::vector<Coding> codings_;
  QLineEdit* label_;
  QListWidget* list_;
  QLabel* count_;
  QDialogButtonBox* buttons_;
};

}  // namespace retold
