#include "gui/panels/coding_actions.h"

#include <QLineEdit>
#include <algorithm>

#include "gui/code_label.h"
#include "gui/keys.h"
#include "gui/panels/code_choice.h"
#include "gui/strings.h"
#include "gui/views/chooser.h"
#include "gui/views/veil.h"
#include "queries/notes/concerns.h"
#include "queries/tag/editing.h"

namespace retold {

CodingActions::CodingActions(Session& session, TranscriptView& view, QWidget& host)
    : QObject(&host),
      session_(session),
      view_(view),
      host_(host),
      finder_(new CodeFinder([this](const QString& typed) { return codesFor(session_, typed); },
                             &host)),
      note_(new NotePrompt(&host)),
      why_(new LinePrompt(&host)) {
  finder_->setObjectName(QStringLiteral("tagging"));
  finder_->offerNew(true);
  connect(finder_, &CodeFinder::chosen, this, [this](const CodeId& code) { chosen(code, false); });
  connect(finder_, &CodeFinder::chosenToo, this,
          [this](const CodeId& code) { chosen(code, true); });
  connect(finder_, &CodeFinder::newWanted, this, &CodingActions::askNewCode);
  shareFavourites(*finder_, session_);
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
  connect(&view_, &QPlainTextEdit::cursorPositionChanged, this, &CodingActions::followCursor);
}

QString CodingActions::codeName(const Coding& coding) const {
  const Code* code = session_.code(coding.code);
  return code != nullptr ? codeLabel(*code) : tr("its code");
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

QString CodingActions::shown(std::string_view quote) const {
  return session_.hidesText() ? tr("text hidden") : onOneLine(toQString(quote));
}

QRect CodingActions::anchor() const {
  const QRect selected = view_.selectionRect();
  return {view_.mapTo(&host_, selected.topLeft()), selected.size()};
}

void CodingActions::startTagging(const QString& letter) {
  passage_ = passage();
  recoded_.reset();
  if (!passage_) return;
  finder_->open(anchor(), shown(session_.document()->quote(*passage_)), letter);
}

void CodingActions::askRecode() {
  recoded_ = session_.currentCoding();
  if (!recoded_) return;
  view_.reveal(recoded_->span);
  finder_->ask(anchor(),
               tr("In place of %1, tag “%2” with").arg(codeName(*recoded_), shown(recoded_->quote)),
               {});
}

void CodingActions::chosen(CodeId id, bool stay) {
  if (!recoded_) {
    if (passage_) session_.tag(*passage_, id);
    return;
  }
  const Code* code = session_.code(id);
  if (code == nullptr) return;
  const Coding coding = *recoded_;
  if (!stay) recoded_.reset();
  const QString label = codeLabel(*code);
  const bool done = session_.change(Part::Codings, [&](Storage& storage) {
    const Coding now = recode(storage, coding, *code, toUtf8(session_.coder()));
    if (stay) recoded_ = now;
  });
  if (!done) return;
  session_.noteUse(id);
  session_.say(tr("%1 in place of %2").arg(label, codeName(coding)));
}

void CodingActions::tagSelection(CodeId code) {
  passage_ = passage();
  if (passage_) session_.tag(*passage_, code);
}

void CodingActions::tagFavourite(int digit) {
  const std::vector<CodeId> codes = session_.favourites();
  if (static_cast<std::size_t>(digit) > codes.size()) {
    session_.say(tr("There is no favourite %1: %2, then Ctrl+B on a code makes it one")
                     .arg(QString::number(digit), keyOf("read.tag", Qt::Key_T)));
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
  session_.tag(dragged.span, code);
}

void CodingActions::askNewCode(const QString& typed) {
  passage_ = passage();
  if (!passage_) return;
  const QString words =
      session_.hidesText() ? QString() : shown(session_.document()->quote(*passage_));
  std::vector<CodeId> parents;
  QStringList lines{tr("no other code: it stands by itself")};
  for (const Code& code : session_.codebook().codes) {
    if (code.retired) continue;
    parents.push_back(code.id);
    lines << labelAndName(code);
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
    session_.say(tr("Tagged %1 with the new code %2")
                     .arg(inQuotes(made.coding.quote), codeLabel(made.code)));
  });
  chooser->show();
}

void CodingActions::askNote() {
  noted_ = session_.currentCoding();
  if (!noted_) return;
  if (session_.hidesText()) {
    session_.say(tr("Notes are hidden with the texts: ask for the text first"));
    return;
  }
  note_->ask(anchor(),
             tr("Note on %1: “%2”").arg(codeName(*noted_), onOneLine(toQString(noted_->quote))),
             tr("Note on this coding"), toQString(noted_->memo));
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
