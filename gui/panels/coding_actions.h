#pragma once

#include <QKeySequence>
#include <QObject>
#include <span>

#include "gui/panel.h"
#include "gui/session.h"
#include "gui/views/code_finder.h"
#include "gui/views/line_prompt.h"
#include "gui/views/note_prompt.h"
#include "gui/views/transcript_view.h"

namespace retold {

/// What a researcher does with passages and tags of the open transcript. Acts on what is selected
/// and on Session::currentCoding(), which follows the cursor. Each change is one event. Session,
/// view and host must outlive it; what asks something opens within `host`. The rows are in
/// coding_rows.cpp, what changes the current coding in coding_edits.cpp.
class CodingActions final : public QObject {
  Q_OBJECT
 public:
  CodingActions(Session& session, TranscriptView& view, QWidget& host);

  /// An action for the menus.
  struct Row {
    const char* id;
    Menu menu;
    const char* text;  ///< to be translated in the context "retold::CodingActions"
    QList<QKeySequence> keys;
    const char* hint;
    bool needsCoding;  ///< possible only where there is a current coding
    void (CodingActions::*what)();
  };
  static std::vector<Row> rows();

  /// Tags the selection, or else the current hit: opens the finder with the first letter.
  void startTagging(const QString& letter);
  void tagFavourite(int digit);
  void tagSelection(CodeId code);
  /// A passage that was dragged onto a code.
  void tagDragged(CodeId code, const DraggedPassage& passage);
  void askTag() { startTagging({}); }
  void askRecode();
  void askInVivo() { askNewCode({}); }
  void askNote();
  void toggleImportant();
  void split();
  void merge();
  void remove();
  void useSelection();  ///< the selected passage becomes that of the coding
  // As one sees it: where one reads from the right, the end lies at the left.
  void endToTheRight() { moveEnd(Qt::RightEdge); }
  void endToTheLeft() { moveEnd(Qt::LeftEdge); }
  void beginLater() { moveEdge(Edge::Begin, true); }
  void beginEarlier() { moveEdge(Edge::Begin, false); }
  void nextCoding() { stepCoding(1); }
  void previousCoding() { stepCoding(-1); }
  void askConcern();
  void selectWords() { view_.widenSelection(TextUnit::Word); }
  void selectSentences() { view_.widenSelection(TextUnit::Sentence); }
  void selectTurns() { view_.widenSelection(TextUnit::Turn); }
  void growSelection() { view_.widenSelection(); }
  /// The coding at the cursor becomes the current one: the one that is current already where it is
  /// there, else one's own newest, else the newest.
  void followCursor();

 private:
  /// What is selected, else the current hit; says what to do where there is neither.
  std::optional<ByteSpan> passage();
  QRect anchor() const;
  /// A passage on one line, or that it is hidden.
  QString shown(std::string_view quote) const;
  void chosen(CodeId code, bool stay);
  void askNewCode(const QString& typed);
  void moveEnd(Qt::Edge side);
  void moveEdge(Edge edge, bool forward);
  void stepCoding(int step);
  /// Does `work` with the current coding, which becomes what it gives back, and tells.
  void changeCurrent(const std::function<Coding(Storage&, const Coding&)>& work,
                     const std::function<QString(const Coding&)>& said);
  QString codeName(const Coding& coding) const;

  Session& session_;
  TranscriptView& view_;
  QWidget& host_;
  CodeFinder* finder_;
  NotePrompt* note_;
  LinePrompt* why_;                             ///< of a concern
  std::shared_ptr<const OpenDocument> feared_;  ///< that the concern is about, while it is asked
  std::optional<ByteSpan> passage_;             ///< that a code is being chosen for
  std::optional<Coding> recoded_;               ///< for which another code is being chosen
  std::optional<Coding> noted_;                 ///< whose note is being written
};

}  // namespace retold
