#pragma once

#include <QObject>
#include <functional>

#include "gui/models/case_table.h"
#include "gui/panels/cases_panel_file.h"
#include "gui/session.h"
#include "gui/views/line_prompt.h"

namespace retold {

/// What is done with cases as a whole: asks what must be known, and changes the project by one
/// event each.
class CaseChanges final : public QObject {
  Q_OBJECT
 public:
  /// Asks within `window`.
  CaseChanges(Session& session, CaseTable& table, CaseFileView& file, QWidget* window);

  void addCase();
  void renameCase();
  void removeCase();
  void mergeCase();
  void addEpisode();
  void addAssistance();
  /// The episode or assistance that is chosen, or takes the chosen documents out of the case.
  void removeChosen();
  /// Gives the chosen episode or assistance the number before or after its own.
  void moveChosen(int by);
  void moveDocuments();
  /// Puts a document that is found by its name into the case.
  void takeDocument();
  void exportTable();
  /// Begins a memo on the case, on the page of notes.
  void writeMemo();

 signals:
  /// This case is to be shown, where the table shows it.
  void caseWanted(retold::CaseId id);

 private:
  using Work = std::function<void(Storage&, const Case&)>;
  /// Changes the case that is shown, as it is stored now.
  bool change(Parts parts, const Work& work);
  void ask(const LineQuestion& question, std::function<void(const QString&)> answered);
  QStringList names() const;
  CaseId idAt(int line) const;
  void putDocuments(const std::vector<Document>& documents, const std::optional<CaseId>& to,
                    const QString& newName);
  void confirmMerge(const CaseId& into);
  std::string coder() const;

  Session& session_;
  CaseTable& table_;
  CaseFileView& file_;
  QWidget* window_;
  LinePrompt* prompt_;
  std::function<void(const QString&)> answered_;
  JobHandle looking_;
};

}  // namespace retold
