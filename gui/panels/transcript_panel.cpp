#include "gui/panels/transcript_panel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QToolButton>
#include <algorithm>

#include "gui/strings.h"
#include "gui/theme.h"
#include "queries/tag/tagging.h"

namespace retold {

namespace {

constexpr std::size_t kSuggestions = 30;

QString valueInWords(const AttributeValue& value) {
  switch (value.state) {
    case ValueState::Given:
      return toQString(value.text);
    case ValueState::Missing:
      return TranscriptPanel::tr("missing");
    case ValueState::NotAsked:
      return TranscriptPanel::tr("not asked");
    case ValueState::NotApplicable:
      return TranscriptPanel::tr("not applicable");
    case ValueState::Withheld:
      return TranscriptPanel::tr("withheld");
  }
  return {};
}

QString caseLine(const std::optional<Case>& person) {
  if (!person) return TranscriptPanel::tr("belongs to no case");
  QStringList parts{TranscriptPanel::tr("case %1").arg(toQString(person->name))};
  for (const auto& [name, value] : person->attributes) {
    parts << QStringLiteral("%1: %2").arg(toQString(name), valueInWords(value));
  }
  return parts.join(QStringLiteral(" · "));
}

QString languageName(const std::string& tag) {
  const QString code = toQString(tag);
  const QLocale locale(code);
  if (locale.language() == QLocale::C) return code;
  return QStringLiteral("%1 (%2)").arg(QLocale::languageToString(locale.language()), code);
}

QString screenedLine(const OpenDocument& document) {
  const QString words =
      TranscriptPanel::tr("%1 words")
          .arg(QLocale().toString(static_cast<qulonglong>(document.document().words)));
  if (document.matches().empty()) return TranscriptPanel::tr("no match · %1").arg(words);
  QStringList languages;
  for (const Match& match : document.matches()) {
    const QString name = languageName(match.language);
    if (!languages.contains(name)) languages << name;
  }
  return TranscriptPanel::tr("matched in %1 · %2").arg(languages.join(QStringLiteral(", ")), words);
}

}  // namespace

TranscriptPanel::TranscriptPanel(Session& session, QWidget* parent)
    : Panel(tr("Transcript"), parent),
      session_(session),
      details_(new QuietLabel),
      screened_(new QuietLabel),
      view_(new TranscriptView),
      findBar_(new QWidget),
      findText_(new QLineEdit),
      found_(new QLabel),
      finder_(new CodeFinder([this](const QString& typed) { return suggestions(typed); }, this)) {
  layOut();
  addActions();
  connect(&session_, &Session::documentChanged, this, &TranscriptPanel::showDocument);
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
  column()->addWidget(details_);
  column()->addWidget(screened_);
  column()->addWidget(findBar_);
  column()->addWidget(view_, 1);
  setFocusProxy(view_);
}

void TranscriptPanel::addActions() {
  QAction* next = addMenuAction(Menu::Go, tr("Next &hit"), {Qt::Key_BracketRight}, tr("next hit"));
  connect(next, &QAction::triggered, this, [this] { session_.stepMatch(1); });
  QAction* previous =
      addMenuAction(Menu::Go, tr("Pre&vious hit"), {Qt::Key_BracketLeft}, tr("previous hit"));
  connect(previous, &QAction::triggered, this, [this] { session_.stepMatch(-1); });
  QAction* tag = addMenuAction(Menu::Judge, tr("&Tag selection or hit…"), {Qt::Key_T}, tr("tag"));
  connect(tag, &QAction::triggered, this, [this] { startTagging({}); });
  QAction* copy = addMenuAction(Menu::Edit, tr("&Copy"), {QKeySequence::Copy});
  connect(copy, &QAction::triggered, this, [this] {
    if (const auto passage = view_->selectedPassage()) {
      QGuiApplication::clipboard()->setText(toQString(session_.document()->quote(*passage)));
    }
  });
  QAction* find = addMenuAction(Menu::Edit, tr("&Find in this document"), {QKeySequence::Find});
  connect(find, &QAction::triggered, this, &TranscriptPanel::openFindBar);
}

void TranscriptPanel::showDocument() {
  finder_->hide();
  view_->showDocument(session_.document());
  showHeader();
  showCodings();
}

void TranscriptPanel::showHeader() {
  const std::shared_ptr<const OpenDocument> document = session_.document();
  title()->setText(document ? toQString(document->document().name) : tr("No document is open"));
  details_->setText(document ? caseLine(document->itsCase())
                             : tr("Choose one in the list at the left."));
  screened_->setText(document ? screenedLine(*document) : QString());
  view_->setAccessibleDescription(title()->text());
}

void TranscriptPanel::showCodings() {
  const Theme theme = themeOf(palette());
  std::vector<CodedPassage> passages;
  for (const Coding& coding : session_.codings()) {
    const Code* code = session_.code(coding.code);
    if (code == nullptr || !session_.stands(coding)) continue;
    passages.push_back(
        {coding.span, theme.code(*code),
         QStringLiteral("%1 (%2)").arg(toQString(code->name), toQString(coding.coder))});
  }
  view_->setCodedPassages(std::move(passages));
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
  const QRect anchor = view_->selectionRect().translated(view_->pos());
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
