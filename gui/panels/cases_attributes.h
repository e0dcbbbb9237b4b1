#pragma once

#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <vector>

#include "gui/session.h"

namespace retold {

/// What may be said of cases, episodes, assistance and documents: the attributes that the project
/// defines. Each change is one event. Deletes itself when it is closed.
class AttributesDialog final : public QDialog {
  Q_OBJECT
 public:
  AttributesDialog(Session& session, QWidget* parent);

 private:
  void showDefinitions();
  const AttributeDefinition* current() const;
  void add();
  void addSet();
  void change();
  void remove();
  /// Tells of values in the project that do not fit; looks for them in the background.
  void lookForMisfits(const std::vector<AttributeDefinition>& definitions);

  Session& session_;
  std::vector<AttributeDefinition> definitions_;
  QTreeWidget* list_;
  QLabel* note_;
  QPushButton* change_;
  QPushButton* remove_;
  JobHandle looking_;
};

}  // namespace retold
