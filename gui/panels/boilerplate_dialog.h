#pragma once

#include <QDialog>
#include <QTableView>

#include "gui/models/boilerplate_list.h"

namespace retold {

/// The list of what counts as boilerplate, to look through and correct. Deletes itself when it is
/// closed.
class BoilerplateDialog final : public QDialog {
  Q_OBJECT
 public:
  explicit BoilerplateDialog(Session& session, QWidget* parent = nullptr);

 private:
  Session& session_;
  BoilerplateTable* model_;
  QTableView* table_;
};

}  // namespace retold
