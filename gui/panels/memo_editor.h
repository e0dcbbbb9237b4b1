#pragma once

#include <QPushButton>
#include <optional>

#include "gui/session.h"
#include "gui/views/note_field.h"
#include "queries/notes/memos.h"

namespace retold {

/// One memo: what it is about, and a field to write it. A memo of another coder is shown and cannot
/// be changed.
class MemoEditor final : public QWidget {
  Q_OBJECT
 public:
  explicit MemoEditor(Session& session, QWidget* parent = nullptr);

  /// These three put something else into the field: keep() first.
  void open(const MemoRow& row);
  /// A memo that is made with its first words. `about`: nil = the project.
  void begin(const Uuid& about, const QString& aboutInWords);
  void clear();
  /// Stores what was typed. True where nothing is left to store.
  bool keep() { return field_->save(); }
  /// The memo as it is stored now; null = it is there no more.
  void follow(const MemoRow* row);
  /// That is shown; nil where there is none, or none yet.
  Uuid shown() const { return row_ ? idOf(*row_) : Uuid{}; }
  bool isWriting() const { return row_ || begun_; }
  bool hasUnstored() const { return field_->isEdited(); }

 signals:
  void written();  ///< a new memo was stored for the first time
  void left();     ///< the keyboard goes back to the list

 private:
  struct Begun {
    Uuid about;
    QString inWords;
  };
  bool store(const QString& text);
  /// What was typed into a memo that changed or went away meanwhile, as a memo of its own.
  bool storeBeside(const std::string& text);
  void enable();
  void showWho();

  Session& session_;
  QLabel* about_;
  QuietLabel* quote_;
  NoteField* field_;
  std::optional<MemoRow> row_;
  std::optional<Begun> begun_;
};

/// Shows what a memo is about: a code in the codebook, else its document, the passage of its coding
/// or the first document of its case on the page where one reads.
void openSubject(Session& session, const MemoRow& row);

}  // namespace retold
