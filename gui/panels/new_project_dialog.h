#pragma once

#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace retold {

/// Asks where a new project is to be made, how it is called, which codes it begins with and under
/// whose name.
class NewProjectDialog final : public QDialog {
  Q_OBJECT
 public:
  /// Offers this folder and name.
  NewProjectDialog(const QString& folder, const QString& name, const QString& coder,
                   QWidget* parent = nullptr);

  QString path() const;      ///< with ".retold"
  QString codebook() const;  ///< id of a built-in one
  QString coder() const;

 private:
  void chooseFolder();
  /// Says below the fields what is missing, and lets nobody go on with it.
  void check();

  QLineEdit* folder_;
  QLineEdit* name_;
  QComboBox* codebook_;
  QLineEdit* coder_;
  QLabel* where_;
  QPushButton* make_;
};

}  // namespace retold
