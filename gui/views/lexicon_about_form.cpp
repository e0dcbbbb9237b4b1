#include "gui/views/lexicon_about_form.h"

#include <QDate>
#include <QFormLayout>
#include <QVBoxLayout>

#include "gui/models/lexicon_tree.h"
#include "gui/panel.h"
#include "gui/strings.h"

namespace retold {

namespace {
const QString kReviewed = QStringLiteral("reviewed by ");
}

LexiconAboutForm::LexiconAboutForm(LexiconDesk& desk, QWidget* parent)
    : QWidget(parent),
      desk_(desk),
      review_(new QComboBox),
      reviewers_(new QLineEdit),
      reviewHint_(new QuietLabel),
      standing_(new QuietLabel) {
  auto* form = new QFormLayout;
  form->setContentsMargins(10, 4, 10, 0);
  const auto add = [&](const char* key, const QString& label, const QString& name) {
    auto* edit = new QLineEdit;
    edit->setAccessibleName(name);
    form->addRow(label, edit);
    fields_.push_back({key, edit});
    connect(edit, &QLineEdit::editingFinished, this, &LexiconAboutForm::commit);
  };
  add("title", tr("T&itle"), tr("Title of the lexicon"));
  add("version", tr("&Version"), tr("Version of the lexicon"));
  add("authors", tr("A&uthors"), tr("Who wrote the terms"));
  add("sources", tr("Sou&rces"), tr("What the terms are drawn from"));
  review_->addItem(tr("drafted: no fluent reader has read every term"));
  review_->addItem(tr("reviewed by a fluent reader, who has read every term"));
  review_->setAccessibleName(tr("Review status"));
  reviewers_->setAccessibleName(tr("Who reviewed it, and when"));
  reviewers_->setPlaceholderText(tr("name, date"));
  form->addRow(tr("Re&view"), review_);
  form->addRow(tr("Re&viewed by"), reviewers_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 4, 0, 0);
  column->addWidget(standing_);
  column->addLayout(form);
  column->addWidget(reviewHint_);
  column->addStretch(1);
  connect(review_, &QComboBox::activated, this, [this](int index) {
    showReviewFields();
    if (index == 1 && reviewers_->text().trimmed().isEmpty()) {
      reviewers_->setFocus();  // a review without a name is none
    } else {
      commit();
    }
  });
  connect(reviewers_, &QLineEdit::editingFinished, this, &LexiconAboutForm::commit);
  connect(&desk_, &LexiconDesk::selected, this, &LexiconAboutForm::showCurrent);
  connect(&desk_, &LexiconDesk::stateChanged, this, &LexiconAboutForm::showCurrent);
  showCurrent();
}

void LexiconAboutForm::showCurrent() {
  const DeskLexicon* lexicon = desk_.current();
  setEnabled(lexicon != nullptr);
  if (lexicon == nullptr) return standing_->setText(tr("Choose a language in the tree."));
  const LexiconOutline& outline = lexicon->outline;
  for (const Field& field : fields_) {
    const QString value = toQString(outline.header(field.key));
    if (field.edit->text() != value && !field.edit->hasFocus()) field.edit->setText(value);
    field.edit->setReadOnly(!desk_.canChange());
    field.edit->setCursorPosition(0);
  }
  const QString review = toQString(outline.header("review"));
  const bool reviewed = review.startsWith(kReviewed);
  if (!reviewers_->hasFocus()) {
    review_->setCurrentIndex(reviewed ? 1 : 0);
    reviewers_->setText(reviewed ? review.mid(kReviewed.size()) : QString());
  }
  review_->setEnabled(desk_.canChange());
  reviewers_->setReadOnly(!desk_.canChange());
  std::size_t terms = 0;
  for (const OutlineSection& section : outline.sections) terms += section.terms.size();
  standing_->setText(tr("%1 in %2: %3, %4. %5")
                         .arg(toQString(lexicon->entry.id),
                              languageInWords(lexicon->entry.language),
                              counted(outline.sections.size(), tr("1 section"), tr("%1 sections")),
                              counted(terms, tr("1 line of terms"), tr("%1 lines of terms")),
                              lexicon->entry.own && !lexicon->entry.builtin.empty()
                                  ? tr("Your own, in place of the built-in one.")
                              : lexicon->entry.own ? tr("Your own.")
                                                   : tr("Built in: make it yours to change it.")));
  showReviewFields();
}

void LexiconAboutForm::showReviewFields() {
  const bool reviewed = review_->currentIndex() == 1;
  reviewers_->setEnabled(reviewed);
  reviewHint_->setText(
      reviewed ? tr("The name and date stand wherever results of this lexicon appear. Say "
                    "reviewed only where somebody fluent has read every term.")
               : tr("Results of this lexicon say that no fluent reader has read it."));
}

QString LexiconAboutForm::review() const {
  const QString by = onOneLine(reviewers_->text());
  if (review_->currentIndex() == 0 || by.isEmpty()) return QStringLiteral("drafted");
  return kReviewed + by;
}

void LexiconAboutForm::commit() {
  if (!desk_.canChange()) return;
  std::string text = desk_.current()->text;
  for (const Field& field : fields_) {
    const std::string value = toUtf8(onOneLine(field.edit->text()));
    // A header that must be there is never emptied.
    if (!value.empty()) text = withHeader(text, field.key, value);
  }
  text = withHeader(text, "review", toUtf8(review()));
  desk_.change(text, desk_.line());
}

}  // namespace retold
