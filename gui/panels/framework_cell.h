#pragma once

#include <QListView>

#include "gui/models/framework_table.h"
#include "gui/session.h"
#include "gui/views/note_field.h"
#include "queries/notes/framework.h"

namespace retold {

/// One cell of the matrix: the summary to write, what others wrote, and the passages to link.
class FrameworkCellEditor final : public QWidget {
  Q_OBJECT
 public:
  explicit FrameworkCellEditor(Session& session, QWidget* parent = nullptr);

  /// keep() first. `question`: as the matrix was asked.
  void open(CaseId person, const QString& caseName, const Code& code,
            const FrameworkQuestion& question);
  void clear();
  /// Stores what was typed. True where nothing is left to store.
  bool keep() { return field_->save(); }
  /// Reads the cell anew; what is being typed stays.
  void follow();
  bool isOpen() const { return cell_.has_value(); }
  CaseId person() const { return cell_ ? cell_->person : CaseId(); }
  CodeId code() const { return cell_ ? cell_->code : CodeId(); }

 signals:
  /// The coder's summary of this cell is another now: stored, or taken away.
  void stored(retold::CaseId person, retold::CodeId code,
              const std::optional<retold::Summary>& summary);
  void left();  ///< the keyboard goes back to the table

 private:
  struct Cell {
    CaseId person;
    CodeId code;
    QString title;
    FrameworkQuestion question;
  };
  void read();
  bool store(const QString& text);
  void showPassages();
  void openPassage(const QModelIndex& index);

  Session& session_;
  QLabel* title_;
  NoteField* field_;
  QuietLabel* others_;
  QuietLabel* base_;
  FrameworkPassages* passages_;
  QListView* list_;
  std::optional<Cell> cell_;
  FrameworkCellFile file_;
};

}  // namespace retold
