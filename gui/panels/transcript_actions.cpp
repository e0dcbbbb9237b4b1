// What the menus offer while one reads.
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

#include "gui/panels/transcript_panel.h"
#include "gui/strings.h"

namespace retold {

namespace {

constexpr const char* kNumbers = "reading/numbers";
constexpr const char* kSnap = "reading/snap";

struct NumbersRow {
  const char* name;  ///< as it is remembered
  MarginNumbers numbers;
  const char* text;
};
constexpr NumbersRow kNumbersRows[] = {
    {"turns", MarginNumbers::Turns, QT_TRANSLATE_NOOP("retold::TranscriptPanel", "&Turns")},
    {"lines", MarginNumbers::Lines, QT_TRANSLATE_NOOP("retold::TranscriptPanel", "&Lines")},
    {"none", MarginNumbers::None, QT_TRANSLATE_NOOP("retold::TranscriptPanel", "&No numbers")},
};

struct SnapRow {
  const char* name;
  std::optional<TextUnit> unit;
  const char* text;
};
constexpr SnapRow kSnapRows[] = {
    {"none", std::nullopt, QT_TRANSLATE_NOOP("retold::TranscriptPanel", "As they were &made")},
    {"words", TextUnit::Word, QT_TRANSLATE_NOOP("retold::TranscriptPanel", "Whole &words")},
    {"sentences", TextUnit::Sentence,
     QT_TRANSLATE_NOOP("retold::TranscriptPanel", "Whole &sentences")},
    {"turns", TextUnit::Turn, QT_TRANSLATE_NOOP("retold::TranscriptPanel", "Whole &turns")},
};

/// A submenu of which one line is chosen.
template <class Rows>
QActionGroup* addChoice(QAction& action, const Rows& rows) {
  auto* menu = new QMenu;
  QObject::connect(&action, &QObject::destroyed, menu, &QObject::deleteLater);
  auto* group = new QActionGroup(&action);
  for (const auto& row : rows) {
    QAction* each = menu->addAction(TranscriptPanel::tr(row.text));
    each->setCheckable(true);
    each->setData(QLatin1String(row.name));
    group->addAction(each);
  }
  action.setMenu(menu);
  return group;
}

}  // namespace

void TranscriptPanel::addActions() {
  const auto add = [this](Menu menu, const char* id, const QString& text,
                          const QList<QKeySequence>& keys, const QString& hint, auto what) {
    QAction* action = addMenuAction(menu, id, text, keys, hint);
    connect(action, &QAction::triggered, this, what);
    own_[QLatin1String(id)] = action;
  };
  add(Menu::Go, "read.next-hit", tr("Next &hit"), {Qt::Key_BracketRight}, tr("next hit"),
      [this] { session_.stepMatch(1); });
  add(Menu::Go, "read.previous-hit", tr("Pre&vious hit"), {Qt::Key_BracketLeft}, tr("previous hit"),
      [this] { session_.stepMatch(-1); });
  add(Menu::Go, "read.go-to", tr("Go to &turn, page or time…"),
      {QKeySequence(Qt::CTRL | Qt::Key_G)}, {}, [this] { askPlace(); });
  add(Menu::Edit, "read.copy", tr("&Copy"), {QKeySequence::Copy}, {}, [this] {
    if (const auto passage = view_->selectedPassage()) {
      QGuiApplication::clipboard()->setText(toQString(session_.document()->quote(*passage)));
    }
  });
  add(Menu::Edit, "read.find", tr("&Find in this document"), {QKeySequence::Find}, {},
      [this] { find_->open(); });
  add(Menu::Edit, "read.find-next", tr("Find &next"), {Qt::Key_F3}, {},
      [this] { find_->step(false); });
  add(Menu::Edit, "read.find-previous", tr("Find &previous"),
      {QKeySequence(Qt::SHIFT | Qt::Key_F3)}, {}, [this] { find_->step(true); });
}

void TranscriptPanel::addTagging() {
  for (const CodingActions::Row& row : CodingActions::rows()) {
    const QString hint = *row.hint == '\0' ? QString() : CodingActions::tr(row.hint);
    QAction* action = addMenuAction(row.menu, row.id, CodingActions::tr(row.text), row.keys, hint);
    connect(action, &QAction::triggered, coding_,
            [actions = coding_, what = row.what] { (actions->*what)(); });
    own_[QLatin1String(row.id)] = action;
    if (row.needsCoding) onCoding_.push_back(action);
  }
}

void TranscriptPanel::addFavourites() {
  QAction* all = addMenuAction(Menu::Judge, "read.favourites", tr("Tag with a &favourite"), {});
  auto* menu = new QMenu;
  connect(all, &QAction::destroyed, menu, &QObject::deleteLater);
  all->setMenu(menu);
  for (int number = 1; number <= static_cast<int>(Session::kMostFavourites); ++number) {
    const QByteArray id = QByteArrayLiteral("read.favourite-") + QByteArray::number(number);
    QAction* tagging =
        addMenuAction(Menu::Judge, id.constData(), {}, {QKeySequence(Qt::Key_0 + number)});
    putInto(*menu, tagging);
    connect(tagging, &QAction::triggered, coding_,
            [this, number] { coding_->tagFavourite(number); });
    tagging_ << tagging;
  }
}

QString TranscriptPanel::selectionHint() const {
  const auto keyOf = [](const QAction* action) {
    return action->shortcut().toString(QKeySequence::NativeText);
  };
  QStringList hints{tr("Selected: type the first letters of a code")};
  const QString first = keyOf(tagging_.front());
  const QString last = keyOf(tagging_.back());
  if (!first.isEmpty() && !last.isEmpty()) hints << tr("%1-%2 favourites").arg(first, last);
  const QString grow = keyOf(own_.at(QStringLiteral("read.grow-selection")));
  if (!grow.isEmpty()) hints << tr("%1 grows it").arg(grow);
  const QString copy = keyOf(own_.at(QStringLiteral("read.copy")));
  if (!copy.isEmpty()) hints << tr("%1 copies").arg(copy);
  hints << tr("Esc lets go");
  return hints.join(QStringLiteral(" · "));
}

void TranscriptPanel::addDocumentActions() {
  const auto add = [this](const char* id, const QString& text, const QList<QKeySequence>& keys,
                          auto* receiver, auto what) {
    QAction* action = addMenuAction(Menu::Document, id, text, keys);
    connect(action, &QAction::triggered, receiver, what);
    own_[QLatin1String(id)] = action;
  };
  add("read.language-of-passage", tr("&Language of this passage…"),
      {QKeySequence(Qt::CTRL | Qt::Key_L)}, said_, &DocumentActions::askLanguageOfPassage);
  add("read.language-of-document", tr("Language of the whole &document…"), {}, said_,
      &DocumentActions::askLanguageOfDocument);
  add("read.guess-languages", tr("&Guess the languages again"), {}, &session_,
      &Session::forgetLanguages);
  add("read.translation-of", tr("This is a &translation of…"), {}, said_,
      &DocumentActions::askOriginal);
  add("read.no-translation", tr("This is &no translation"), {}, &session_,
      &Session::forgetTranslation);
  QAction* sideBySide =
      addMenuAction(Menu::View, "read.side-by-side", tr("Original and translation side by &side"),
                    {QKeySequence(Qt::CTRL | Qt::Key_T)});
  own_[QStringLiteral("read.side-by-side")] = sideBySide;
  sideBySide->setCheckable(true);
  connect(sideBySide, &QAction::triggered, this, [this](bool wanted) {
    if (wanted && !beside_->isPossible()) {
      session_.say(
          tr("Nothing stands beside it: say first of which document it is a translation "
             "(menu Document)"));
    }
    beside_->setWanted(wanted);
  });
}

void TranscriptPanel::addChoices() {
  QAction* numbers = addMenuAction(Menu::View, "read.numbers", tr("Numbers in the &margin"), {});
  numbers_ = addChoice(*numbers, kNumbersRows);
  connect(numbers_, &QActionGroup::triggered, this, [this](QAction* chosen) {
    session_.remember(QLatin1String(kNumbers), chosen->data());
    showChoices();
  });
  QAction* snap = addMenuAction(Menu::View, "read.snap", tr("Selections made with the mo&use"), {});
  snap_ = addChoice(*snap, kSnapRows);
  connect(snap_, &QActionGroup::triggered, this, [this](QAction* chosen) {
    session_.remember(QLatin1String(kSnap), chosen->data());
    showChoices();
  });
}

void TranscriptPanel::showChoices() {
  const auto check = [this](const char* what, const QActionGroup& group) {
    const QString wanted = session_.remembered(QLatin1String(what)).toString();
    const QList<QAction*> all = group.actions();
    for (QAction* each : all) {
      if (each->data().toString() == wanted) each->setChecked(true);
    }
    if (group.checkedAction() == nullptr) all.front()->setChecked(true);
    return all.indexOf(group.checkedAction());
  };
  view_->setNumbers(kNumbersRows[check(kNumbers, *numbers_)].numbers);
  view_->setSnap(kSnapRows[check(kSnap, *snap_)].unit);
}

void TranscriptPanel::showMenu(const QPoint& global) {
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  const auto add = [&](std::initializer_list<const char*> ids) {
    for (const char* id : ids) menu->addAction(own_.at(QLatin1String(id)));
    menu->addSeparator();
  };
  add({"read.copy", "read.tag", "read.in-vivo", "read.concern"});
  if (session_.currentCoding()) {
    add({"read.note", "read.important", "read.recode", "read.split", "read.merge",
         "read.remove-coding"});
  }
  add({"read.language-of-passage", "read.language-of-document"});
  const bool printed = said_->isBoilerplate();
  QAction* mark = menu->addAction(printed ? tr("Not &boilerplate: somebody said this")
                                          : tr("This sentence is &boilerplate"));
  mark->setEnabled(!said_->sentence().empty());
  connect(mark, &QAction::triggered, said_, [this, printed] { said_->markSentence(!printed); });
  menu->addSeparator();
  add({"read.translation-of", "read.side-by-side"});
  menu->popup(global);
}

}  // namespace retold
