#include "gui/panels/transcript_panel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QSignalBlocker>
#include <algorithm>

#include "gui/document_header.h"
#include "gui/strings.h"
#include "gui/theme.h"
#include "queries/tag/tagging.h"

namespace retold {

namespace {

constexpr std::size_t kSuggestions = 30;

}  // namespace

TranscriptPanel::TranscriptPanel(Session& session, QWidget* parent)
    : Panel(tr("Transcript"), parent),
      session_(session),
      details_(new QuietLabel),
      places_(new QuietLabel),
      notes_(new QuietLabel),
      screened_(new QuietLabel),
      view_(new TranscriptView),
      otherView_(new TranscriptView),
      pair_(new QSplitter(Qt::Horizontal)),
      ownSide_(new QWidget),
      otherSide_(new QWidget),
      ownTitle_(new QuietLabel),
      otherTitle_(new QuietLabel),
      which_(new QComboBox),
      readOther_(new QToolButton),
      together_(new PairedViews(*view_, *otherView_, this)),
      said_(new DocumentActions(session, *view_, this)),
      findBar_(new QWidget),
      findText_(new QLineEdit),
      found_(new QLabel),
      finder_(new CodeFinder([this](const QString& typed) { return suggestions(typed); }, this)) {
  layOut();
  addActions();
  addDocumentActions();
  connect(&session_, &Session::documentChanged, this, &TranscriptPanel::showDocument);
  connect(&session_, &Session::detailsChanged, this, &TranscriptPanel::showDetails);
  connect(&session_, &Session::codingsChanged, this, &TranscriptPanel::showCodings);
  connect(&session_, &Session::matchChanged, this,
          [this] { view_->setCurrentMatch(session_.currentMatch()); });
  connect(&session_, &Session::passagePointedAt, view_, &TranscriptView::reveal);
  connect(view_, &TranscriptView::letterTyped, this, &TranscriptPanel::startTagging);
  connect(view_, &QPlainTextEdit::selectionChanged, this, [this] {
    const std::optional<ByteSpan> passage = view_->selectedPassage();
    session_.setSelectedPassage(passage);
    emit hinted(passage ? tr("Selected: type the first letters of a code · Ctrl+C copies · Esc "
                             "lets go")
                        : QString());
  });
  connect(finder_, &CodeFinder::chosen, this, [this](const CodeId& code) {
    if (passage_) session_.tag(*passage_, code);
    view_->clearSelection();
  });
  connect(view_, &TranscriptView::menuWanted, this, &TranscriptPanel::showMenu);
  connect(otherView_, &TranscriptView::letterTyped, this, [this] {
    session_.say(
        tr("Passages are tagged in the document that is open: “Read this one” opens the "
           "other"));
  });
  connect(which_, &QComboBox::activated, this, &TranscriptPanel::showOther);
  connect(readOther_, &QToolButton::clicked, this, [this] {
    if (beside_) session_.show(beside_->document->document().id);
  });
  connect(finder_, &CodeFinder::closed, view_, [this] { view_->setFocus(); });
  showDocument();
}

void TranscriptPanel::layOut() {
  findText_->setPlaceholderText(tr("Find in this document"));
  findText_->setAccessibleName(tr("Find in this document"));
  findText_->setClearButtonEnabled(true);
  auto* row = new QHBoxLayout(findBar_);
  row->setContentsMargins(10, 2, 10, 2);
  row->addWidget(findText_, 1);
  row->addWidget(found_);
  const auto button = [&](const QString& text, const QString& name, auto what) {
    auto* made = new QToolButton;
    made->setText(text);
    made->setAccessibleName(name);
    made->setToolTip(name);
    connect(made, &QToolButton::clicked, this, what);
    row->addWidget(made);
  };
  button(QStringLiteral("↑"), tr("Find the one before"), [this] { find(true); });
  button(QStringLiteral("↓"), tr("Find the next one"), [this] { find(false); });
  button(QStringLiteral("✕"), tr("Close the find bar"), [this] { closeFindBar(); });
  connect(findText_, &QLineEdit::returnPressed, this, [this] { find(false); });
  auto* leave = new QAction(findBar_);
  leave->setShortcut(Qt::Key_Escape);
  leave->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  connect(leave, &QAction::triggered, this, &TranscriptPanel::closeFindBar);
  findBar_->addAction(leave);
  findBar_->hide();

  title()->setTextInteractionFlags(Qt::TextSelectableByMouse);
  screened_->setContentsMargins(10, 0, 10, 4);
  notes_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  column()->addWidget(details_);
  column()->addWidget(places_);
  column()->addWidget(notes_);
  column()->addWidget(screened_);
  column()->addWidget(findBar_);
  column()->addWidget(makePair(), 1);
  setFocusProxy(view_);
}

QWidget* TranscriptPanel::makePair() {
  constexpr int kNarrowest = 160;
  view_->setObjectName(QStringLiteral("text"));
  otherView_->setObjectName(QStringLiteral("otherText"));
  otherView_->setAccessibleName(tr("What stands beside it"));
  which_->setAccessibleName(tr("Which translation stands beside it"));
  readOther_->setText(tr("Read this one"));
  // The texts of both sides begin at one height.
  for (QLabel* title : {ownTitle_, otherTitle_}) {
    title->setMinimumHeight(readOther_->sizeHint().height());
  }
  readOther_->setToolTip(tr("Opens this document, to tag and judge in it"));
  const auto side = [](QWidget* box, QLabel* title, TranscriptView* view,
                       std::initializer_list<QWidget*> more) {
    auto* top = new QHBoxLayout;
    top->setContentsMargins(0, 2, 8, 2);
    top->addWidget(title, 1);
    for (QWidget* each : more) top->addWidget(each);
    auto* lines = new QVBoxLayout(box);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    lines->addLayout(top);
    lines->addWidget(view, 1);
    view->setMinimumWidth(kNarrowest);
  };
  side(ownSide_, ownTitle_, view_, {});
  side(otherSide_, otherTitle_, otherView_, {which_, readOther_});
  pair_->setChildrenCollapsible(false);
  pair_->addWidget(ownSide_);
  pair_->addWidget(otherSide_);
  ownTitle_->hide();
  otherSide_->hide();
  return pair_;
}

void TranscriptPanel::addActions() {
  QAction* next = addMenuAction(Menu::Go, "read.next-hit", tr("Next &hit"), {Qt::Key_BracketRight},
                                tr("next hit"));
  connect(next, &QAction::triggered, this, [this] { session_.stepMatch(1); });
  QAction* previous = addMenuAction(Menu::Go, "read.previous-hit", tr("Pre&vious hit"),
                                    {Qt::Key_BracketLeft}, tr("previous hit"));
  connect(previous, &QAction::triggered, this, [this] { session_.stepMatch(-1); });
  tag_ =
      addMenuAction(Menu::Judge, "read.tag", tr("&Tag selection or hit…"), {Qt::Key_T}, tr("tag"));
  connect(tag_, &QAction::triggered, this, [this] { startTagging({}); });
  copy_ = addMenuAction(Menu::Edit, "read.copy", tr("&Copy"), {QKeySequence::Copy});
  connect(copy_, &QAction::triggered, this, [this] {
    if (const auto passage = view_->selectedPassage()) {
      QGuiApplication::clipboard()->setText(toQString(session_.document()->quote(*passage)));
    }
  });
  QAction* find =
      addMenuAction(Menu::Edit, "read.find", tr("&Find in this document"), {QKeySequence::Find});
  connect(find, &QAction::triggered, this, &TranscriptPanel::openFindBar);
}

void TranscriptPanel::addDocumentActions() {
  languageOfPassage_ =
      addMenuAction(Menu::Document, "read.language-of-passage", tr("&Language of this passage…"),
                    {QKeySequence(Qt::CTRL | Qt::Key_L)});
  connect(languageOfPassage_, &QAction::triggered, said_, &DocumentActions::askLanguageOfPassage);
  languageOfDocument_ = addMenuAction(Menu::Document, "read.language-of-document",
                                      tr("Language of the whole &document…"), {});
  connect(languageOfDocument_, &QAction::triggered, said_, &DocumentActions::askLanguageOfDocument);
  QAction* forget =
      addMenuAction(Menu::Document, "read.guess-languages", tr("&Guess the languages again"), {});
  connect(forget, &QAction::triggered, &session_, &Session::forgetLanguages);
  translationOf_ =
      addMenuAction(Menu::Document, "read.translation-of", tr("This is a &translation of…"), {});
  connect(translationOf_, &QAction::triggered, said_, &DocumentActions::askOriginal);
  QAction* none =
      addMenuAction(Menu::Document, "read.no-translation", tr("This is &no translation"), {});
  connect(none, &QAction::triggered, &session_, &Session::forgetTranslation);
  sideBySide_ =
      addMenuAction(Menu::View, "read.side-by-side", tr("Original and translation side by &side"),
                    {QKeySequence(Qt::CTRL | Qt::Key_T)});
  sideBySide_->setCheckable(true);
  connect(sideBySide_, &QAction::triggered, this, [this](bool wanted) {
    if (wanted && which_->count() == 0) {
      session_.say(
          tr("Nothing stands beside it: say first of which document it is a translation "
             "(menu Document)"));
    }
    showBeside();
  });
}

void TranscriptPanel::showMenu(const QPoint& global) {
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->addAction(copy_);
  menu->addAction(tag_);
  menu->addSeparator();
  menu->addAction(languageOfPassage_);
  menu->addAction(languageOfDocument_);
  menu->addSeparator();
  const bool printed = said_->isBoilerplate();
  QAction* mark = menu->addAction(printed ? tr("Not &boilerplate: somebody said this")
                                          : tr("This sentence is &boilerplate"));
  mark->setEnabled(!said_->sentence().empty());
  connect(mark, &QAction::triggered, said_, [this, printed] { said_->markSentence(!printed); });
  menu->addSeparator();
  menu->addAction(translationOf_);
  menu->addAction(sideBySide_);
  menu->popup(global);
}

void TranscriptPanel::showDocument() {
  finder_->hide();
  view_->showDocument(session_.document());
  showHeader();
  showCodings();
  offerBeside();
}

void TranscriptPanel::showDetails() {
  view_->showDocument(session_.document());
  showHeader();
  offerBeside();
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
  view_->setAccessibleDescription(title()->text());
}

void TranscriptPanel::showCodings() {
  if (const auto document = session_.document()) {
    view_->setCodedPassages(passagesOf(session_.codings(), document->text().id));
  }
}

std::vector<CodedPassage> TranscriptPanel::passagesOf(const std::vector<Coding>& codings,
                                                      TextId text) const {
  const Theme theme = themeOf(palette());
  std::vector<CodedPassage> passages;
  for (const Coding& coding : codings) {
    const Code* code = session_.code(coding.code);
    const bool stands = session_.document() && text == session_.document()->text().id
                            ? session_.stands(coding)
                            : coding.text == text;
    if (code == nullptr || !stands) continue;
    passages.push_back(
        {coding.span, theme.code(*code),
         QStringLiteral("%1 (%2)").arg(toQString(code->name), toQString(coding.coder))});
  }
  return passages;
}

void TranscriptPanel::offerBeside() {
  const QVariant before = which_->currentData();
  const QSignalBlocker quiet(which_);
  which_->clear();
  const auto add = [this](const TranslationLink& link, DocumentId id) {
    which_->addItem(toQString(link.name), toQString(toText(id)));
  };
  const DocumentRelations& relations = session_.relations();
  if (relations.original) add(*relations.original, relations.original->translation.original);
  for (const TranslationLink& link : relations.translations) add(link, link.translation.document);
  which_->setCurrentIndex(std::max(0, which_->findData(before)));
  which_->setVisible(which_->count() > 1);
  showBeside();
}

void TranscriptPanel::showBeside() {
  if (sideBySide_->isChecked() && session_.document() && which_->count() > 0) {
    showOther();
    return;
  }
  together_->part();
  beside_.reset();
  otherView_->showDocument(nullptr);
  otherSide_->hide();
  ownTitle_->hide();
}

void TranscriptPanel::showOther() {
  const DocumentRelations& relations = session_.relations();
  const bool isOriginal = relations.original.has_value();
  const auto at = static_cast<std::size_t>(std::max(0, which_->currentIndex()));
  const DocumentId other = isOriginal ? relations.original->translation.original
                                      : relations.translations[at].translation.document;
  together_->part();
  beside_ = session_.beside(other);
  if (!beside_) return;
  // The original stands at the left, whichever of the two is open.
  pair_->insertWidget(isOriginal ? 0 : 1, otherSide_);
  const QString original = tr("Original: %1");
  const QString translation = tr("Translation: %1");
  ownTitle_->setText(
      (isOriginal ? translation : original).arg(toQString(session_.document()->document().name)));
  otherTitle_->setText(
      (isOriginal ? original : translation).arg(toQString(beside_->document->document().name)));
  const bool wasHidden = otherSide_->isHidden();
  ownTitle_->show();
  otherSide_->show();
  if (wasHidden) pair_->setSizes({pair_->width() / 2, pair_->width() / 2});
  otherView_->showDocument(beside_->document);
  otherView_->setCodedPassages(passagesOf(beside_->codings, beside_->document->text().id));
  together_->pair(beside_->turns, beside_->side);
}

std::vector<Code> TranscriptPanel::suggestions(const QString& typed) const {
  if (!typed.trimmed().isEmpty()) {
    return suggestCodes(session_.codebook(), toUtf8(typed), kSuggestions);
  }
  std::vector<Code> codes;
  for (const CodeId& id : session_.recentCodes()) {
    if (const Code* code = session_.code(id)) codes.push_back(*code);
  }
  const std::size_t recent = codes.size();
  for (const Code& code : session_.codebook().codes) {
    if (codes.size() >= recent + kSuggestions) break;
    const bool used = std::find(session_.recentCodes().begin(), session_.recentCodes().end(),
                                code.id) != session_.recentCodes().end();
    if (!used && !code.retired) codes.push_back(code);
  }
  return codes;
}

void TranscriptPanel::startTagging(const QString& letter) {
  const std::shared_ptr<const OpenDocument> document = session_.document();
  if (!document) return;
  passage_ = view_->selectedPassage();
  if (!passage_ && session_.currentMatch()) {
    passage_ = document->matches()[static_cast<std::size_t>(*session_.currentMatch())].span;
    view_->reveal(*passage_);
  }
  if (!passage_) {
    session_.say(tr("Select a passage first, with the mouse or with Shift and the arrows"));
    return;
  }
  const QRect selected = view_->selectionRect();
  const QRect anchor(view_->mapTo(this, selected.topLeft()), selected.size());
  finder_->open(anchor, onOneLine(toQString(document->quote(*passage_))), letter);
}

void TranscriptPanel::openFindBar() {
  findBar_->show();
  found_->clear();
  findText_->setFocus(Qt::ShortcutFocusReason);
  findText_->selectAll();
}

void TranscriptPanel::closeFindBar() {
  findBar_->hide();
  view_->setFocus();
}

void TranscriptPanel::find(bool backwards) {
  const QTextDocument::FindFlags flags =
      backwards ? QTextDocument::FindBackward : QTextDocument::FindFlags();
  if (findText_->text().isEmpty()) return;
  found_->clear();
  if (view_->find(findText_->text(), flags)) return;
  QTextCursor start(view_->document());
  if (backwards) start.movePosition(QTextCursor::End);
  const QTextCursor again = view_->document()->find(findText_->text(), start, flags);
  if (again.isNull()) {
    found_->setText(tr("not found"));
    return;
  }
  view_->setTextCursor(again);
  found_->setText(backwards ? tr("from the end again") : tr("from the start again"));
}

}  // namespace retold
