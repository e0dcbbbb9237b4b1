#include "gui/views/lexicon_term_form.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

#include "gui/panel.h"
#include "gui/strings.h"
#include "gui/theme.h"
#include "gui/views/typed_text.h"
#include "queries/lexicon/term_check.h"

namespace retold {

namespace {
constexpr int kNoteLines = 2;
}

LexiconTermForm::LexiconTermForm(LexiconDesk& desk, QWidget* parent)
    : QWidget(parent),
      desk_(desk),
      where_(new QuietLabel),
      termLabel_(new QLabel(tr("&Term"))),
      term_(new QLineEdit),
      fault_(new QLabel),
      gloss_(new QLineEdit),
      noteLabel_(new QLabel(tr("N&ote"))),
      note_(new QPlainTextEdit),
      add_(new QPushButton(tr("New term"))),
      remove_(new QPushButton(tr("Remove"))) {
  layOut();
  for (QWidget* field : std::initializer_list<QWidget*>{term_, gloss_, note_})
    field->installEventFilter(this);
  connect(term_, &QLineEdit::textEdited, this, &LexiconTermForm::check);
  connect(term_, &QLineEdit::editingFinished, this, &LexiconTermForm::commit);
  connect(gloss_, &QLineEdit::editingFinished, this, &LexiconTermForm::commit);
  connect(add_, &QPushButton::clicked, this, &LexiconTermForm::beginTerm);
  connect(remove_, &QPushButton::clicked, this, [this] {
    if (desk_.term() == nullptr) return;
    const EditedText edited = withoutTerm(desk_.current()->text, desk_.line());
    shows_ = Shows::Nothing;
    desk_.change(edited.text, edited.line);
  });
  connect(&desk_, &LexiconDesk::selected, this, &LexiconTermForm::showSelected);
  connect(&desk_, &LexiconDesk::stateChanged, this, &LexiconTermForm::showSelected);
  connect(&desk_, &LexiconDesk::read, this, &LexiconTermForm::check);
  connect(&desk_, &LexiconDesk::leaving, this, &LexiconTermForm::commit);
  showSelected();
}

void LexiconTermForm::layOut() {
  termLabel_->setBuddy(term_);
  term_->setAccessibleName(tr("Term"));
  term_->setPlaceholderText(tr("sold | \"handed over\", traffick*, @sold ~6 @again"));
  fault_->setTextFormat(Qt::PlainText);
  fault_->setWordWrap(true);
  fault_->setAccessibleName(tr("What is wrong with the term"));
  gloss_->setAccessibleName(tr("Meaning in English"));
  gloss_->setPlaceholderText(tr("what it means in English"));
  note_->setAccessibleName(tr("Note on the term"));
  note_->setTabChangesFocus(true);
  note_->setPlaceholderText(tr("where it was heard, what it draws and misses"));
  note_->setFixedHeight(note_->fontMetrics().lineSpacing() * kNoteLines + 14);
  noteLabel_->setBuddy(note_);
  auto* glossLabel = new QLabel(tr("M&eaning"));
  glossLabel->setBuddy(gloss_);
  auto* grid = new QGridLayout;
  grid->setContentsMargins(10, 0, 10, 0);
  grid->setHorizontalSpacing(10);
  grid->setVerticalSpacing(4);
  grid->addWidget(termLabel_, 0, 0);
  grid->addWidget(term_, 0, 1);
  grid->addWidget(fault_, 1, 1);
  grid->addWidget(glossLabel, 2, 0);
  grid->addWidget(gloss_, 2, 1);
  grid->addWidget(noteLabel_, 3, 0, Qt::AlignTop);
  grid->addWidget(note_, 3, 1);
  auto* buttons = new QHBoxLayout;
  buttons->setContentsMargins(10, 0, 10, 4);
  buttons->addStretch(1);
  buttons->addWidget(add_);
  buttons->addWidget(remove_);
  add_->setAutoDefault(false);
  remove_->setAutoDefault(false);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 4, 0, 0);
  column->setSpacing(6);
  column->addWidget(where_);
  column->addLayout(grid);
  column->addLayout(buttons);
}

QString LexiconTermForm::owner() const {
  const OutlineSection* section = desk_.section();
  return section != nullptr && section->kind == "concept" ? toQString(section->name) : QString();
}

TermText LexiconTermForm::typedText() const {
  return {toUtf8(term_->text()), toUtf8(gloss_->text()),
          toUtf8(typedOr(*note_, toQString(before_.note)))};
}

void LexiconTermForm::showFields(const TermText& text) {
  before_ = text;
  lexicon_ = desk_.currentIndex();
  line_ = desk_.line();
  if (term_->text() != toQString(text.expression)) term_->setText(toQString(text.expression));
  if (gloss_->text() != toQString(text.gloss)) gloss_->setText(toQString(text.gloss));
  showStored(*note_, toQString(text.note));
}

void LexiconTermForm::showSelected() {
  const OutlineSection* section = desk_.section();
  const OutlineTerm* term = desk_.term();
  // A new term is being typed: where one looks has not changed.
  if (shows_ == Shows::NewTerm && section != nullptr && desk_.currentIndex() == lexicon_ &&
      desk_.line() == line_)
    return;
  setEnabled(section != nullptr);
  const bool may = desk_.canChange();
  shows_ = term != nullptr ? Shows::Term : section != nullptr ? Shows::Section : Shows::Nothing;
  where_->setText(section == nullptr
                      ? tr("Choose a concept, pattern or term in the tree.")
                      : QStringLiteral("%1: %2").arg(headOf(*section), toQString(section->gloss)));
  showFields(term != nullptr      ? term->text
             : section != nullptr ? TermText{{}, section->gloss, {}}
                                  : TermText{});
  for (QWidget* each : std::initializer_list<QWidget*>{termLabel_, term_, noteLabel_, note_})
    each->setVisible(shows_ != Shows::Section);
  term_->setReadOnly(!may);
  gloss_->setReadOnly(!may);
  note_->setReadOnly(!may);
  add_->setEnabled(may && section != nullptr);
  remove_->setEnabled(may && term != nullptr);
  check();
}

void LexiconTermForm::beginTerm() {
  if (!desk_.canChange() || desk_.section() == nullptr) return;
  commit();
  shows_ = Shows::NewTerm;
  for (QWidget* each : std::initializer_list<QWidget*>{termLabel_, term_, noteLabel_, note_})
    each->setVisible(true);
  where_->setText(tr("New term of %1").arg(headOf(*desk_.section())));
  showFields({});
  remove_->setEnabled(false);
  term_->setFocus();
  check();
}

void LexiconTermForm::check() {
  const bool hasTerm = shows_ == Shows::Term || shows_ == Shows::NewTerm;
  const std::string typedTerm = hasTerm ? toUtf8(term_->text()) : std::string();
  QString fault;
  const std::shared_ptr<const Lexicon> lexicon = desk_.sound();
  if (!typedTerm.empty() && lexicon) {
    const TermCheck checked = checkTerm(*lexicon, toUtf8(owner()), typedTerm);
    if (!checked.ok()) {
      const TermFault& first = checked.faults.front();
      fault = tr("✗ At sign %1: %2").arg(first.column).arg(toQString(first.message));
    }
  }
  if (fault_->text() != fault) fault_->setText(fault);
  fault_->setVisible(!fault.isEmpty());
  QPalette palette;
  palette.setColor(QPalette::WindowText, themeOf(this->palette()).toneText(Tone::Bad));
  fault_->setPalette(palette);
  emit typed(toQString(typedTerm), owner());
}

void LexiconTermForm::commit() {
  if (!desk_.canChange() || desk_.currentIndex() != lexicon_) return;
  const TermText now = typedText();
  if (now == before_) return;
  const std::string& text = desk_.current()->text;
  if (shows_ == Shows::Section) {
    const EditedText edited = withGloss(text, line_, now.gloss);
    before_.gloss = now.gloss;
    desk_.change(edited.text, edited.line);
  } else if (shows_ == Shows::Term && !now.expression.empty()) {
    before_ = now;
    const EditedText edited = withTerm(text, line_, now);
    desk_.change(edited.text, edited.line);
  } else if (shows_ == Shows::NewTerm && !now.expression.empty()) {
    const OutlineSection* section = desk_.section();
    if (section == nullptr) return;
    shows_ = Shows::Nothing;
    const EditedText edited = withNewTerm(text, section->line, now);
    desk_.change(edited.text, edited.line);
  }
}

bool LexiconTermForm::eventFilter(QObject* watched, QEvent* event) {
  if (watched == note_ && event->type() == QEvent::FocusOut) commit();
  if (event->type() == QEvent::KeyPress) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Escape && shows_ == Shows::NewTerm) {
      shows_ = Shows::Nothing;
      showSelected();
      return false;
    }
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace retold
