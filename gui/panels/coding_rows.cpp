// What can be done with passages and tags, as the menus show it.
#include "gui/panels/coding_actions.h"

namespace retold {

namespace {

QKeySequence keys(Qt::KeyboardModifiers modifiers, Qt::Key key) {
  return QKeySequence(QKeyCombination(modifiers, key));
}

}  // namespace

std::vector<CodingActions::Row> CodingActions::rows() {
  using A = CodingActions;
  const auto altShift = [](Qt::Key key) {
    return QList<QKeySequence>{keys(Qt::AltModifier | Qt::ShiftModifier, key)};
  };
  const auto shift = [](Qt::Key key) { return QList<QKeySequence>{keys(Qt::ShiftModifier, key)}; };
  return {
      {"read.tag",
       Menu::Judge,
       QT_TR_NOOP("&Tag selection or hit…"),
       {Qt::Key_T},
       QT_TR_NOOP("tag"),
       false,
       &A::askTag},
      {"read.in-vivo",
       Menu::Judge,
       QT_TR_NOOP("Tag with a new code of these &words…"),
       {keys(Qt::ControlModifier, Qt::Key_K)},
       "",
       false,
       &A::askInVivo},
      {"read.note",
       Menu::Judge,
       QT_TR_NOOP("Write a n&ote on this coding…"),
       {Qt::Key_M},
       QT_TR_NOOP("note"),
       true,
       &A::askNote},
      {"read.important",
       Menu::Judge,
       QT_TR_NOOP("This coding is &important"),
       {Qt::Key_I, Qt::Key_Exclam},
       QT_TR_NOOP("important"),
       true,
       &A::toggleImportant},
      {"read.recode", Menu::Judge, QT_TR_NOOP("&Another code in place of this one…"),
       shift(Qt::Key_T), "", true, &A::askRecode},
      {"read.end-later", Menu::Judge, QT_TR_NOOP("End of this coding a word to the right"),
       altShift(Qt::Key_Right), "", true, &A::endToTheRight},
      {"read.end-earlier", Menu::Judge, QT_TR_NOOP("End of this coding a word to the left"),
       altShift(Qt::Key_Left), "", true, &A::endToTheLeft},
      {"read.begin-later", Menu::Judge, QT_TR_NOOP("Begin of this coding a word later"),
       altShift(Qt::Key_Down), "", true, &A::beginLater},
      {"read.begin-earlier", Menu::Judge, QT_TR_NOOP("Begin of this coding a word earlier"),
       altShift(Qt::Key_Up), "", true, &A::beginEarlier},
      {"read.use-selection", Menu::Judge, QT_TR_NOOP("This coding holds what is selected"),
       altShift(Qt::Key_Return), "", true, &A::useSelection},
      {"read.split", Menu::Judge, QT_TR_NOOP("&Split this coding at the cursor"), shift(Qt::Key_S),
       "", true, &A::split},
      {"read.merge", Menu::Judge, QT_TR_NOOP("Mer&ge this coding with the next of its code"),
       shift(Qt::Key_M), "", true, &A::merge},
      {"read.remove-coding",
       Menu::Judge,
       QT_TR_NOOP("Remo&ve this coding"),
       {QKeySequence::Delete},
       "",
       true,
       &A::remove},
      {"read.concern",
       Menu::Judge,
       QT_TR_NOOP("Raise a conce&rn about this passage…"),
       {Qt::Key_F4},
       "",
       false,
       &A::askConcern},
      {"read.next-coding",
       Menu::Go,
       QT_TR_NOOP("Next &coding"),
       {Qt::Key_Period},
       "",
       false,
       &A::nextCoding},
      {"read.previous-coding",
       Menu::Go,
       QT_TR_NOOP("Previous co&ding"),
       {Qt::Key_Comma},
       "",
       false,
       &A::previousCoding},
      {"read.select-words",
       Menu::Edit,
       QT_TR_NOOP("Select whole &words"),
       {Qt::Key_F6},
       "",
       false,
       &A::selectWords},
      {"read.select-sentences",
       Menu::Edit,
       QT_TR_NOOP("Select the &sentence"),
       {Qt::Key_F7},
       "",
       false,
       &A::selectSentences},
      {"read.select-turns",
       Menu::Edit,
       QT_TR_NOOP("Select the &turn"),
       {Qt::Key_F8},
       "",
       false,
       &A::selectTurns},
      {"read.grow-selection", Menu::Edit, QT_TR_NOOP("&Grow the selection"), shift(Qt::Key_Space),
       "", false, &A::growSelection},
  };
}

}  // namespace retold
