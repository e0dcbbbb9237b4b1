#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gui/session.h"
#include "queries/lexicon/editing.h"
#include "queries/lexicon/lexicon.h"
#include "queries/lexicon/outline.h"
#include "queries/lexicon/own_lexicons.h"

namespace retold {

/// A lexicon as it lies on the desk: as the project has it, and as it is being changed.
struct DeskLexicon {
  LexiconEntry entry;
  std::string text;        ///< with the changes that are not saved
  LexiconOutline outline;  ///< of `text`; read when it is first asked for
  bool outlined = false;
  std::vector<std::string> undo, redo;  ///< texts before and after

  bool isChanged() const { return text != entry.text(); }
  bool isOwn() const { return entry.own.has_value() || entry.builtin.empty(); }
};

/// A lexicon as it was read last, with its faults.
struct DeskReading {
  std::shared_ptr<const LexiconReading> reading;
  std::string text;  ///< that was read
};

/// The lexicons of one id that are looked at and changed: what the parts of the Lexicons page have
/// in common. Changes stay here until they are saved; what is unsaved is kept in the project as a
/// draft when nothing was changed for ten seconds, every half minute while one goes on, and when
/// the project is closed. Lives in the GUI's thread.
class LexiconDesk final : public QObject {
  Q_OBJECT
 public:
  explicit LexiconDesk(Session& session, QObject* parent = nullptr);

  Session& session() const { return session_; }

  /// The ids there are and their titles, in the same order.
  const QStringList& ids() const { return ids_; }
  const QStringList& titles() const { return titles_; }
  const QString& id() const { return id_; }
  void choose(const QString& id);

  /// Those of the id, by the names of their languages.
  int count() const { return static_cast<int>(lexicons_.size()); }
  const DeskLexicon& at(int index) const { return lexicons_[static_cast<std::size_t>(index)]; }
  const LexiconOutline& outlineAt(int index);

  /// The one that is being looked at; none before one was chosen.
  const DeskLexicon* current() const;
  int currentIndex() const { return current_; }
  /// The line that is looked at; 0 = the lexicon as a whole.
  std::uint32_t line() const { return line_; }
  void select(int index, std::uint32_t line);
  /// The section or term on the line; null where another thing stands there.
  const OutlineSection* section() const;
  const OutlineTerm* term() const;

  /// Faults of the current text, as far as it was read: reading comes after.
  const DeskReading& reading() const { return reading_; }
  /// The newest text of the current lexicon that was free of faults, as read; null before.
  std::shared_ptr<const Lexicon> sound() const { return sound_; }

  /// True where the current lexicon can be changed: it is the project's own.
  bool canChange() const;
  /// Puts another text in place of the current one; not saved yet.
  void change(std::string text, std::uint32_t line);
  void undoChange();
  void redoChange();
  bool canUndo() const { return current() != nullptr && !current()->undo.empty(); }
  bool canRedo() const { return current() != nullptr && !current()->redo.empty(); }
  /// True when it was saved, or there was nothing to save.
  bool save();
  void discard();
  /// Copies the built-in lexicon into the project, where it can be changed.
  void makeOwn();
  /// Takes the project's own out again.
  void removeOwn();
  /// Saves a text that comes from elsewhere, and looks at it.
  bool take(const std::string& text);

 signals:
  void idsChanged();
  void lexiconsChanged();       ///< other lexicons, or other ones of them are own
  void textChanged(int index);  ///< of one lexicon: its outline is another
  void selected();              ///< another lexicon or line
  void read();                  ///< reading() and sound() are of the current text
  void stateChanged();          ///< what is changed, saved, own
  void leaving();               ///< the last moment to change() what is being typed

 private:
  void load();
  void readLexicons();
  void startReading();
  /// Stores what is unsaved as drafts. True where nothing is left to store.
  bool keepUnsaved();
  bool storeDrafts(const std::vector<DeskLexicon*>& changed);
  /// Of the same: it is stored when the import that is under way has ended.
  void keepLater();
  DeskLexicon* changing();
  void setText(DeskLexicon& lexicon, std::string text, std::uint32_t line);

  Session& session_;
  QStringList ids_, titles_;
  QString id_;
  std::vector<LexiconEntry> entries_;
  std::vector<DeskLexicon> lexicons_;
  int current_ = -1;
  std::uint32_t line_ = 0;
  DeskReading reading_;
  std::shared_ptr<const Lexicon> sound_;
  QTimer pause_;         ///< before a changed text is read
  QTimer* draftPause_;   ///< since the last change
  QTimer* draftOldest_;  ///< since the first change that is not kept
  bool keeping_ = false;
  JobHandle job_;
};

/// "concept sold", "cue not".
QString headOf(const OutlineSection& section);

}  // namespace retold
