#include "gui/panels/coding_actions.h"

#include <QLineEdit>
#include <QTextBlock>
#include <algorithm>

#include "gui/strings.h"
#include "gui/views/chooser.h"
#include "gui/views/veil.h"
#include "queries/notes/concerns.h"
#include "queries/tag/editing.h"

namespace retold {

namespace {

constexpr std::size_t kSuggestions = 30;

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
      {"read.end-later", Menu::Judge, QT_TR_NOOP("End of this coding a word later"),
       altShift(Qt::Key_Right), "", true, &A::endLater},
      {"read.end-earlier", Menu::Judge, QT_TR_NOOP("End of this coding a word earlier"),
       altShift(Qt::Key_Left), "", true, &A::endEarlier},
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

CodingActions::CodingActions(Session& session, TranscriptView& view, QWidget& host)
    : QObject(&host),
      session_(session),
      view_(view),
      host_(host),
      finder_(new CodeFinder([this](const QString& typed) { return suggestions(typed); }, &host)),
      note_(new NotePrompt(&host)),
      why_(new LinePrompt(&host)) {
  finder_->setObjectName(QStringLiteral("tagging"));
  finder_->offerNew(true);
  connect(finder_, &CodeFinder::chosen, this, [this](const CodeId& code) { chosen(code, false); });
  connect(finder_, &CodeFinder::chosenToo, this,
          [this](const CodeId& code) { chosen(code, true); });
  connect(finder_, &CodeFinder::newWanted, this, &CodingActions::askNewCode);
  connect(finder_, &CodeFinder::favouriteToggled, this, [this](const CodeId& code) {
    const std::vector<CodeId> now = session_.favourites();
    const bool is = std::find(now.begin(), now.end(), code) != now.end();
    if (!session_.setFavourite(code, !is)) {
      session_.say(tr("There are nine favourites already: Ctrl+B on one of them lets it go"));
    }
  });
  connect(finder_, &CodeFinder::closed, &view_, [this] { view_.setFocus(); });
  connect(note_, &NotePrompt::closed, &view_, [this] { view_.setFocus(); });
  connect(note_, &NotePrompt::given, this, [this](const QString& text) {
    if (!noted_) return;
    const bool stored = session_.change(Part::Codings, [&](Storage& storage) {
      setMemo(storage, *noted_, toUtf8(text), toUtf8(session_.coder()));
    });
    if (stored) session_.say(tr("Note of %1 stored").arg(codeName(*noted_)));
  });
  connect(why_, &LinePrompt::closed, &view_, [this] { view_.setFocus(); });
  connect(why_, &LinePrompt::given, this, [this](const QString& note) {
    const std::shared_ptr<const OpenDocument> document = std::exchange(feared_, nullptr);
    if (!document || !passage_) return;
    const bool raised = session_.change(Part::Concerns, [&](Storage& storage) {
      raiseConcern(storage, document->document().id, document->text().id, *passage_, toUtf8(note),
                   toUtf8(session_.coder()));
    });
    if (raised) {
      session_.say(tr("Concern raised about %1: it waits on the page Notes")
                       .arg(inQuotes(document->quote(*passage_))));
    }
  });
  connect(&session_, &Session::documentChanged, finder_, &QWidget::hide);
  connect(&session_, &Session::documentChanged, why_, [this] {
    const auto now = session_.document();
    if (!feared_ || (now && now->text().id == feared_->text().id)) return;
    feared_.reset();
    why_->hide();
  });
  const auto showFavourites = [this] { finder_->setFavourites(session_.favourites()); };
  connect(&session_, &Session::favouritesChanged, finder_, showFavourites);
  connect(&session_, &Session::projectChanged, finder_, showFavourites);
  connect(&view_, &QPlainTextEdit::cursorPositionChanged, this, &CodingActions::followCursor);
}

QString CodingActions::codeName(const Coding& coding) const {
  const Code* code = session_.code(coding.code);
  return code != nullptr ? toQString(code->name) : tr("its code");
}

std::vector<Code> CodingActions::suggestions(const QString& typed) const {
  const std::vector<CodeId> favourites = session_.favourites();
  std::vector<CodeId> first = typed.trimmed().isEmpty() ? favourites : std::vector<CodeId>();
  first.insert(first.end(), session_.recentCodes().begin(), session_.recentCodes().end());
  return suggestCodes(session_.codebook(), toUtf8(typed), kSuggestions, first);
}

std::optional<ByteSpan> CodingActions::passage() {
  const std::shared_ptr<const OpenDocument> document = session_.document();
  if (!document) return std::nullopt;
  std::optional<ByteSpan> found = view_.selectedPassage();
  if (!found && session_.currentMatch()) {
    found = document->matches()[static_cast<std::size_t>(*session_.currentMatch())].span;
    view_.reveal(*found);
  }
  if (!found) {
    session_.say(tr("Select a passage first, with the mouse or with Shift and the arrows"));
  }
  return found;
}

QRect CodingActions::anchor() const {
  const QRect selected = view_.selectionRect();
  return {view_.mapTo(&host_, selected.topLeft()), selected.size()};
}

void CodingActions::startTagging(const QString& letter) {
  passage_ = passage();
  recoded_.reset();
  if (!passage_) return;
  finder_->open(anchor(), onOneLine(toQString(session_.document()->quote(*passage_))), letter);
}

void CodingActions::askRecode() {
  recoded_ = session_.currentCoding();
  if (!recoded_) return;
  view_.reveal(recoded_->span);
  finder_->ask(anchor(),
               tr("In place of %1, tag “%2” with")
                   .arg(codeName(*recoded_), onOneLine(toQString(recoded_->quote))),
               {});
}

void CodingActions::chosen(CodeId id, bool stay) {
  if (!recoded_) {
    if (passage_ && session_.tag(*passage_, id)) view_.keepAsTagged();
    return;
  }
  const Code* code = session_.code(id);
  if (code == nullptr) return;
  const Coding coding = *recoded_;
  if (!stay) recoded_.reset();
  const std::string name = code->name;
  const bool done = session_.change(Part::Codings, [&](Storage& storage) {
    const Coding now = recode(storage, coding, *code, toUtf8(session_.coder()));
    if (stay) recoded_ = now;
  });
  if (!done) return;
  session_.noteUse(id);
  session_.say(tr("%1 in place of %2").arg(toQString(name), codeName(coding)));
}

void CodingActions::tagSelection(CodeId code) {
  passage_ = passage();
  if (passage_ && session_.tag(*passage_, code)) view_.keepAsTagged();
}

void CodingActions::tagFavourite(int digit) {
  const std::vector<CodeId> codes = session_.favourites();
  if (static_cast<std::size_t>(digit) > codes.size()) {
    session_.say(tr("There is no favourite %1: T, then Ctrl+B on a code makes it one").arg(digit));
    return;
  }
  tagSelection(codes[static_cast<std::size_t>(digit) - 1]);
}

void CodingActions::tagDragged(CodeId code, const DraggedPassage& dragged) {
  const auto document = session_.document();
  if (!document || document->text().id != dragged.text) {
    session_.say(tr("That passage is of another document: open it to tag there"));
    return;
  }
  if (session_.tag(dragged.span, code)) view_.keepAsTagged();
}

void CodingActions::askNewCode(const QString& typed) {
  passage_ = passage();
  if (!passage_) return;
  const QString words = onOneLine(toQString(session_.document()->quote(*passage_)));
  std::vector<CodeId> parents;
  QStringList lines{tr("no other code: it stands by itself")};
  for (const Code& code : session_.codebook().codes) {
    if (code.retired) continue;
    parents.push_back(code.id);
    lines << toQString(code.name);
  }
  auto* chooser = new Chooser(tr("New code"), tr("Under which code is the new one to stand?"),
                              lines, host_.window());
  chooser->setHint(tr("Letters of a code"));
  constexpr qsizetype kLongest = 60;
  auto* name = new QLineEdit(typed.isEmpty() ? words.left(kLongest) : typed);
  name->setAccessibleName(tr("Name of the new code"));
  name->setToolTip(name->accessibleName());
  chooser->addBelow(name);
  connect(chooser, &Chooser::chosen, this, [this, name, parents](int line) {
    if (!session_.document() || !passage_) return;
    const auto parent =
        line == 0 ? std::nullopt : std::optional(parents[static_cast<std::size_t>(line) - 1]);
    InVivo made;
    const DocumentId document = session_.document()->document().id;
    const bool done = session_.change(Part::Codings | Part::Codebook, [&](Storage& storage) {
      made = tagInVivo(storage, document, *passage_, toUtf8(name->text()), parent,
                       toUtf8(session_.coder()));
    });
    if (!done) return;
    session_.noteUse(made.code.id);
    session_.setCurrentCoding(made.coding.id);
    view_.keepAsTagged();
    session_.say(tr("Tagged %1 with the new code %2")
                     .arg(inQuotes(made.coding.quote), toQString(made.code.name)));
  });
  chooser->show();
}

void CodingActions::changeCurrent(const std::function<Coding(Storage&, const Coding&)>& work,
                                  const std::function<QString(const Coding&)>& said) {
  const std::optional<Coding> coding = session_.currentCoding();
  if (!coding) {
    session_.say(tr("Put the cursor into a tagged passage first, or choose a coding in the list"));
    return;
  }
  Coding now;
  if (!session_.change(Part::Codings, [&](Storage& storage) { now = work(storage, *coding); })) {
    return;
  }
  session_.setCurrentCoding(now.id);
  session_.say(said(now));
}

void CodingActions::askNote() {
  noted_ = session_.currentCoding();
  if (!noted_) return;
  note_->ask(anchor(),
             tr("Note on %1: “%2”").arg(codeName(*noted_), onOneLine(toQString(noted_->quote))),
             tr("Note on this coding"), toQString(noted_->memo));
}

void CodingActions::toggleImportant() {
  changeCurrent(
      [this](Storage& storage, const Coding& coding) {
        return setImportant(storage, coding, !coding.important, toUtf8(session_.coder()));
      },
      [this](const Coding& coding) {
        const QString quote = inQuotes(coding.quote);
        return coding.important ? tr("%1 on %2 is marked important").arg(codeName(coding), quote)
                                : tr("%1 on %2 is no longer marked").arg(codeName(coding), quote);
      });
}

void CodingActions::split() {
  const std::uint64_t at = view_.byteAtCursor();
  changeCurrent(
      [&](Storage& storage, const Coding& coding) {
        return retold::split(storage, coding, at, toUtf8(session_.coder())).second;
      },
      [this](const Coding& coding) {
        return tr("Split %1: the second part is %2").arg(codeName(coding), inQuotes(coding.quote));
      });
}

void CodingActions::merge() {
  const std::optional<Coding> coding = session_.currentCoding();
  const auto neighbour = coding ? neighbourOf(session_.codings(), *coding) : std::nullopt;
  if (coding && !neighbour) {
    session_.say(tr("This text has no other coding of %1 by %2")
                     .arg(codeName(*coding), toQString(coding->coder)));
    return;
  }
  changeCurrent(
      [&](Storage& storage, const Coding& current) {
        return retold::merge(storage, current, *neighbour, toUtf8(session_.coder()));
      },
      [this](const Coding& merged) {
        return tr("Merged: %1 holds %2 now").arg(codeName(merged), inQuotes(merged.quote));
      });
}

void CodingActions::remove() {
  const std::optional<Coding> coding = session_.currentCoding();
  if (!coding) {
    session_.say(tr("Put the cursor into a tagged passage first, or choose a coding in the list"));
    return;
  }
  session_.untag(*coding);
}

void CodingActions::useSelection() {
  const auto selected = view_.selectedPassage();
  if (!selected) {
    session_.say(tr("Select the passage that the coding is to hold first"));
    return;
  }
  changeCurrent(
      [&](Storage& storage, const Coding& coding) {
        return resize(storage, coding, *selected, toUtf8(session_.coder()));
      },
      [this](const Coding& coding) {
        return tr("%1 holds %2 now").arg(codeName(coding), inQuotes(coding.quote));
      });
}

void CodingActions::moveEdge(Edge edge, bool forward) {
  const std::optional<Coding> coding = session_.currentCoding();
  if (!coding || !session_.stands(*coding)) return;
  const Text& text = session_.document()->text();
  const std::uint64_t from = edge == Edge::Begin ? coding->span.begin : coding->span.end;
  const auto to = wordEdge(text, from, edge, forward);
  ByteSpan span = coding->span;
  if (to) (edge == Edge::Begin ? span.begin : span.end) = *to;
  if (!to || span.begin >= span.end) {
    session_.say(tr("There is no other word on that side"));
    return;
  }
  changeCurrent(
      [&](Storage& storage, const Coding& current) {
        return resize(storage, current, span, toUtf8(session_.coder()));
      },
      [this](const Coding& now) {
        return tr("%1 holds %2 now").arg(codeName(now), inQuotes(now.quote));
      });
}

void CodingActions::stepCoding(int step) {
  std::vector<const Coding*> here;
  for (const Coding& coding : session_.codings()) {
    if (session_.stands(coding)) here.push_back(&coding);
  }
  if (here.empty()) {
    session_.say(tr("Nothing is tagged in this text yet"));
    return;
  }
  const std::optional<Coding> current = session_.currentCoding();
  const auto at = std::find_if(here.begin(), here.end(), [&](const Coding* each) {
    return current && each->id == current->id;
  });
  const std::uint64_t cursor = view_.byteAtCursor();
  const auto behind = std::find_if(here.begin(), here.end(),
                                   [&](const Coding* each) { return each->span.begin >= cursor; });
  auto place =
      (at != here.end() ? at - here.begin() + step : behind - here.begin() + (step > 0 ? 0 : -1));
  place = std::clamp<std::ptrdiff_t>(place, 0, static_cast<std::ptrdiff_t>(here.size()) - 1);
  const Coding next = *here[static_cast<std::size_t>(place)];
  session_.setCurrentCoding(next.id);
  view_.reveal(next.span);
  session_.say(tr("%1 (%2): %3").arg(codeName(next), toQString(next.coder), inQuotes(next.quote)));
}

void CodingActions::followCursor() {
  if (!session_.document() || view_.shownDocument() != session_.document()) return;
  const std::uint64_t at = view_.byteAtCursor();
  const Coding* best = nullptr;
  const std::string coder = toUtf8(session_.coder());
  const auto rank = [&](const Coding& coding) {
    return std::pair(coding.coder == coder, coding.time);
  };
  const std::optional<Coding> current = session_.currentCoding();
  for (const Coding& coding : session_.codings()) {
    const bool here = coding.span.begin <= at && at <= coding.span.end && session_.stands(coding);
    if (!here) continue;
    if (current && coding.id == current->id) return;
    if (best == nullptr || rank(*best) <= rank(coding)) best = &coding;
  }
  session_.setCurrentCoding(best ? std::optional(best->id) : std::nullopt);
}

void CodingActions::askConcern() {
  passage_ = passage();
  if (!passage_) return;
  feared_ = session_.document();
  const QString what = tr("A concern about %1: who is responsible must know")
                           .arg(inQuotes(session_.document()->quote(*passage_)));
  why_->ask({session_.hidesText() ? withoutQuotes(what) : what,
             tr("Why it makes you fear for the person"),
             tr("Why? (may stay empty)"),
             {}});
}

}  // namespace retold
