#include "gui/panels/transcript_panel.h"

#include <QLocale>

#include "gui/document_header.h"
#include "gui/panels/coded_passages.h"
#include "gui/strings.h"
#include "gui/theme.h"
#include "queries/document/places.h"

namespace retold {

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
  addFavourites();
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
  connect(&session_, &Session::textHidingChanged, this, &TranscriptPanel::showHeader);
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
  connect(&session_, &Session::textWanted, view_, [this] { view_->setFocus(); });
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
    emit hinted(passage ? selectionHint() : QString());
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
  std::vector<AttributeDefinition> definitions;
  if (document && session_.hidesText()) {
    session_.read(
        [&definitions](const Storage& storage) { definitions = storage.attributeDefinitions(); });
  }
  details_->setText(
      document ? caseInWords(document->itsCase(), session_.hidesText() ? &definitions : nullptr)
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
  view_->setCodedPassages(passagesOf(session_, session_.codings(), document->text().id,
                                     themeOf(palette()), session_.noted()));
  showPossible();
}

void TranscriptPanel::showFlags() {
  if (session_.document()) view_->setFlaggedPassages(flagsOf(session_.concernsHere()));
}

void TranscriptPanel::showFavourites() {
  std::vector<Code> codes;
  for (const CodeId& id : session_.favourites()) {
    if (const Code* code = session_.code(id)) codes.push_back(*code);
  }
  favourites_->setCodes(codes, tagging_);
  for (qsizetype i = 0; i < tagging_.size(); ++i) {
    const auto number = grouped(static_cast<std::uint64_t>(i) + 1);
    const auto at = static_cast<std::size_t>(i);
    tagging_[i]->setText(
        at < codes.size()
            ? tr("Tag with favourite %1: %2").arg(number, onButton(toQString(codes[at].label)))
            : tr("Tag with favourite %1 (none yet)").arg(number));
  }
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
