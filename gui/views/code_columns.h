#pragma once

#include <QDialog>
#include <QLineEdit>
#include <QListWidget>

#include "model/codebook.h"

namespace retold {

/// A window in which the codes that are the columns of a table are ticked. Deletes itself when it
/// is closed.
class CodeColumns final : public QDialog {
  Q_OBJECT
 public:
  CodeColumns(const Codebook& codebook, const std::vector<CodeId>& chosen,
              QWidget* parent = nullptr);

 signals:
  /// In the order of the codebook.
  void chosen(const std::vector<retold::CodeId>& codes);

 private:
  void narrow(const QString& typed);
  void take();

  std::vector<CodeId> ids_;  ///< of the rows
  QLineEdit* typed_;
  QListWidget* list_;
};

}  // namespace retold
