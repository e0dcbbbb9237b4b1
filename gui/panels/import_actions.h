#pragma once

#include <QObject>
#include <QPointer>
#include <QStringList>

#include "gui/session.h"
#include "gui/settings.h"

namespace retold {

class ImportDialog;

/// How files come into a project, and how a project is made for them: by menus, the start page, and
/// by what is dropped onto the window. Session, settings and window must outlive it.
class ImportActions final : public QObject {
  Q_OBJECT
 public:
  ImportActions(Session& session, Settings& settings, QWidget* window);
  ~ImportActions() override;

  void chooseFolder();
  void chooseFiles();
  void chooseCases();
  /// Files and folders that were chosen or dropped: a project is opened; anything else is brought
  /// into the open project, or into a new one that is offered beside it. A table is offered as
  /// cases.
  void take(const QStringList& paths);
  void makeProject();
  /// Makes a project of the samples in a folder that the user picks.
  void trySamples();
  /// The same in this folder. A project of samples that is there already is opened.
  void trySamplesIn(const QString& folder);
  /// Brings these in and shows how far it is.
  void bringIn(const QStringList& paths, const QString& cases = {});
  /// Shows how far the import is that is under way, where that was closed.
  void showProgress();

 signals:
  void projectWanted(const QString& path);
  void filesWanted();

 private:
  /// Asks for a new project; false where the user does not want one.
  bool makeProjectIn(const QString& folder, const QString& name);
  bool create(const QString& path, const QString& codebook);
  /// Shows what a table would bring as cases. `isSure`: the user said that it is one.
  void offerCases(const QString& table, bool isSure);

  Session& session_;
  Settings& settings_;
  QWidget* window_;
  QPointer<ImportDialog> dialog_;
  JobHandle preview_;  ///< of a table of cases
};

}  // namespace retold
