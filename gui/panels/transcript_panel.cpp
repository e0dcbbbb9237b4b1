#include "gui/panels/transcript_panel.h"

#include <QAccessible>
#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QLocale>
#include <QMenu>

#include "gui/document_header.h"
#include "gui/panels/coded_passages.h"
#include "gui/strings.h"
#include "gui/theme.h"
#include "queries/document/places.h"

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

TranscriptPanel::TranscriptPanel(Session& session, QWidget* parent)
    : Panel(tr("Transcript"), parent),
      session_(session),
      details_(new QuietLabel),
      places_(new QuietLabel),
      notes_(new QuietLabel),
      screened_(new QuietLabel),
      view_(new TranscriptView),
      beside_(new BesidePane(session, *view_)),
      said_(new DocumentActions(session, *view_, this)),
      coding_(new CodingActions(session, *view_, *this)),
      favourites_(new FavouritesBar),
      find_(new FindBar(*view_)),
      place_(new LinePrompt(this)) {
  layOut();
  addActions();
  addTagging();
  addDocumentActions();
  addChoices();
  connectSession();
  connectView();
  showFavourites();
  showChoices();
  showDocument();
}

void TranscriptPanel::connectSession() {
  connect(&session_, &Session::documentChanged, this, &TranscriptPanel::showDocument);
  connect(&session_, &Session::detailsChanged, this, &TranscriptPanel::showDetails);
  connect(&session_, &Session::codingsChanged, this, &TranscriptPanel::showCodings);
  connect(&session_, &Session::codingsChanged, this, &TranscriptPanel::showFavourites);
  connect(&session_, &Session::favouritesChanged, this, &TranscriptPanel::showFavourites);
  connect(&session_, &Session::projectChanged, this, &TranscriptPanel::showFavourites);
  connect(&session_, &Session::projectChanged, this, &TranscriptPanel::showChoices);
  connect(&session_, &Session::currentCodingChanged, this, &TranscriptPanel::showPossible);
  connect(&session_, &Session::changed, this, [this](Parts parts) {
    if (parts & Part::Concerns) showFlags();
    if (parts & Part::Memos) showCodings();
  });
  connect(&session_, &Session::matchChanged, this,
          [this] { view_->setCurrentMatch(session_.currentMatch()); });
  connect(&session_, &Session::passagePointedAt, view_, &TranscriptView::reveal);
}

void TranscriptPanel::connectView() {
  connect(view_, &TranscriptView::letterTyped, coding_, &CodingActions::startTagging);
  connect(view_, &TranscriptView::digitTyped, coding_, &CodingActions::tagFavourite);
  connect(view_, &TranscriptView::codeDropped, this, [this](const CodeId& code, ByteSpan passage) {
    view_->select(passage);
    coding_->tagSelection(code);
  });
  connect(view_, &TranscriptView::menuWanted, this, &TranscriptPanel::showMenu);
  connect(view_, &QPlainTextEdit::selectionChanged, this, [this] {
    const std::optional<ByteSpan> passage = view_->selectedPassage();
    session_.setSelectedPassage(passage);
    emit hinted(passage ? tr("Selected: type the first letters of a code · 1-9 favourites · "
                             "Shift+Space grows it · Ctrl+C copies · Esc lets go")
                        : QString());
  });
  connect(&view_->margin(), &Margin::passageChosen, this, [this](const CodingId& id) {
    session_.setCurrentCoding(id);
    if (const auto coding = session_.currentCoding()) view_->reveal(coding->span);
    view_->setFocus();
  });
  connect(favourites_, &FavouritesBar::chosen, coding_, &CodingActions::tagSelection);
  connect(favourites_, &FavouritesBar::passageDropped, coding_, &CodingActions::tagDragged);
  connect(place_, &LinePrompt::given, this, &TranscriptPanel::goTo);
  connect(place_, &LinePrompt::closed, view_, [this] { view_->setFocus(); });
}

void TranscriptPanel::layOut() {
  view_->setObjectName(QStringLiteral("text"));
  title()->setTextInteractionFlags(Qt::TextSelectableByMouse);
  screened_->setContentsMargins(10, 0, 10, 4);
  notes_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  for (QWidget* each : {static_cast<QWidget*>(details_), static_cast<QWidget*>(places_),
                        static_cast<QWidget*>(notes_), static_cast<QWidget*>(screened_),
                        static_cast<QWidget*>(favourites_), static_cast<QWidget*>(find_)}) {
    column()->addWidget(each);
  }
  column()->addWidget(beside_, 1);
  setFocusProxy(view_);
}

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

void TranscriptPanel::showPossible() {
  const std::optional<Coding> current = session_.currentCoding();
  for (QAction* action : onCoding_) setPossible(action, current.has_value());
  const bool stands = current && session_.stands(*current);
  view_->setCurrentCoding(stands ? std::optional(current->id) : std::nullopt);
  describeCursor();
}

void TranscriptPanel::describeCursor() {
  QStringList lines{title()->text()};
  if (const auto current = session_.currentCoding()) {
    for (const CodedPassage& passage : view_->margin().passages()) {
      if (passage.span.overlaps(current->span)) lines << passage.label;
    }
  }
  const QString description = lines.join(QStringLiteral(". "));
  if (description == view_->accessibleDescription()) return;
  view_->setAccessibleDescription(description);
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

void TranscriptPanel::showDocument() {
  view_->showDocument(session_.document());
  showHeader();
  showCodings();
  showFlags();
  find_->refresh();
  beside_->refresh();
}

void TranscriptPanel::showDetails() {
  view_->showDocument(session_.document());
  view_->setCurrentMatch(session_.currentMatch());
  showHeader();
  beside_->refresh();
}

void TranscriptPanel::showHeader() {
  const std::shared_ptr<const OpenDocument> document = session_.document();
  title()->setText(document ? toQString(document->document().name) : tr("No document is open"));
  details_->setText(document ? caseInWords(document->itsCase())
                             : tr("Choose one in the list at the left."));
  places_->setText(document ? placesInWords(document->text()) : QString());
  notes_->setText(document ? notesInWords(*document, session_.relations()) : QString());
  screened_->setText(document ? matchesInWords(*document) : QString());
  for (QLabel* label : {places_, notes_}) label->setVisible(!label->text().isEmpty());
  describeCursor();
}

void TranscriptPanel::showCodings() {
  const auto document = session_.document();
  if (!document) return;
  std::vector<Uuid> noted;
  session_.read([&](const Storage& storage) {
    for (const Memo& memo : storage.memos()) noted.push_back(memo.about);
  });
  view_->setCodedPassages(
      passagesOf(session_, session_.codings(), document->text().id, themeOf(palette()), noted));
  showPossible();
}

void TranscriptPanel::showFlags() {
  const auto document = session_.document();
  if (!document) return;
  std::vector<Concern> concerns;
  session_.read([&](const Storage& storage) { concerns = storage.concerns(); });
  view_->setFlaggedPassages(flagsOf(concerns, document->text().id));
}

void TranscriptPanel::showFavourites() {
  std::vector<Code> codes;
  for (const CodeId& id : session_.favourites()) {
    if (const Code* code = session_.code(id)) codes.push_back(*code);
  }
  favourites_->setCodes(codes);
}

void TranscriptPanel::askPlace() {
  const auto document = session_.document();
  if (!document) return;
  const auto turns = static_cast<qulonglong>(document->text().turns.size());
  QString hint = tr("Number of a turn (1 to %1)").arg(QLocale().toString(turns));
  if (!document->text().pageStarts.empty()) hint = tr("%1, or p and a page").arg(hint);
  place_->ask({tr("Go to which turn, page, line or time?"), tr("Place"), hint, {}});
}

void TranscriptPanel::goTo(const QString& typed) {
  const auto document = session_.document();
  if (!document || typed.isEmpty()) return;
  const auto byte = findPlace(document->text(), toUtf8(typed));
  if (!byte) {
    session_.say(tr("This text has no place “%1”: type a turn as 12, a page as p 3, a line as l 40 "
                    "or a time as 12:31")
                     .arg(typed));
    return;
  }
  view_->reveal({*byte, *byte});
  session_.setSelectedPassage(std::nullopt);
}

}  // namespace retold
