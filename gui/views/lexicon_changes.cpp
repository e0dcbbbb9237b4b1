#include "gui/views/lexicon_changes.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>
#include <algorithm>
#include <array>

#include "gui/panel.h"
#include "gui/strings.h"
#include "model/error.h"

namespace retold {

namespace {

/// What the list may be narrowed to.
enum Kind { Everything, Gained, Lost, OtherStatus, Candidates };

Lexicon soundOrRefuse(const std::string& text, const std::string& file) {
  LexiconReading reading = readLexicon(text, file);
  if (reading.ok()) return std::move(reading.lexicon);
  throw Error(ErrorKind::Refused, "the lexicon has faults: there is nothing to compare yet",
              "the tab \"As a file\" shows where they are");
}

QString score(double value) { return QLocale().toString(value, 'f', 2); }

}  // namespace

LexiconChangesView::LexiconChangesView(LexiconDesk& desk, QWidget* parent)
    : QWidget(parent),
      desk_(desk),
      with_(new QComboBox),
      kind_(new QComboBox),
      compare_(new QPushButton(tr("Compare"))),
      summary_(new QuietLabel),
      rows_(new CardRows(this)),
      list_(new CardListView(tr("What changes"), 1, 1)) {
  with_->setAccessibleName(tr("What to compare with"));
  kind_->setAccessibleName(tr("Changes to show"));
  kind_->addItems({tr("all changes"), tr("passages gained"), tr("passages lost"),
                   tr("passages with another status"), tr("candidates gained and lost")});
  auto* top = new QHBoxLayout;
  top->setContentsMargins(10, 4, 10, 0);
  top->addWidget(new QLabel(tr("Compared with")));
  top->addWidget(with_);
  top->addWidget(compare_);
  top->addStretch(1);
  top->addWidget(kind_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 4, 0, 0);
  column->setSpacing(4);
  column->addLayout(top);
  column->addWidget(summary_);
  column->addWidget(list_, 1);
  list_->setModel(rows_);
  connect(compare_, &QPushButton::clicked, this, &LexiconChangesView::compare);
  connect(with_, &QComboBox::activated, this, &LexiconChangesView::compare);
  connect(kind_, &QComboBox::activated, this, &LexiconChangesView::fillList);
  connect(list_, &CardListView::rowEntered, this, [this](int row) {
    const int at = shown_[static_cast<std::size_t>(row)];
    if (at < 0)
      return desk_.session().show(found_->candidates[static_cast<std::size_t>(-1 - at)].id);
    const PassageChange& change = found_->passages[static_cast<std::size_t>(at)];
    desk_.session().openAt(change.id, change.text, change.match.span);
  });
  connect(&desk_, &LexiconDesk::selected, this, &LexiconChangesView::offer);
  connect(&desk_, &LexiconDesk::stateChanged, this, &LexiconChangesView::offer);
  connect(&desk_.session(), &Session::filterChanged, this, [this] {
    forget();
    if (isVisible()) compare();
  });
  offer();
}

void LexiconChangesView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (!found_ && !job_.isRunning()) compare();
}

void LexiconChangesView::forget() {
  job_.reset();
  found_.reset();
  before_.clear();
  after_.clear();
  fillList();
}

std::string LexiconChangesView::textBefore() const {
  const DeskLexicon& lexicon = *desk_.current();
  return std::string(with_->currentData().toInt() == static_cast<int>(With::Builtin)
                         ? lexicon.entry.builtin
                         : lexicon.entry.text());
}

void LexiconChangesView::offer() {
  const DeskLexicon* lexicon = desk_.current();
  const QVariant before = with_->currentData();
  const bool couldSaved = with_->findData(static_cast<int>(With::Saved)) >= 0;
  with_->clear();
  if (lexicon != nullptr && lexicon->entry.own)
    with_->addItem(tr("what is saved"), static_cast<int>(With::Saved));
  if (lexicon != nullptr && !lexicon->entry.builtin.empty())
    with_->addItem(tr("the built-in lexicon"), static_cast<int>(With::Builtin));
  with_->setCurrentIndex(couldSaved ? std::max(0, with_->findData(before)) : 0);
  compare_->setEnabled(lexicon != nullptr);
  const bool same = lexicon != nullptr && after_ == lexicon->text && before_ == textBefore();
  if (!same || (!found_ && !job_.isRunning())) forget();
}

void LexiconChangesView::compare() {
  forget();
  const DeskLexicon* lexicon = desk_.current();
  if (lexicon == nullptr || !desk_.session().isOpen()) return;
  const std::string before = textBefore();
  if (before == lexicon->text || before.empty()) return;
  before_ = before;
  after_ = lexicon->text;
  summary_->setText(tr("Looking at the documents that the change can touch…"));
  list_->setPlaceholder({});
  const auto work = [before, after = lexicon->text, file = lexicon->entry.file,
                     only = desk_.session().passing()](const Storage& storage, Progress& progress) {
    return std::make_shared<const LexiconDiff>(changesBetween(
        storage, soundOrRefuse(before, file), soundOrRefuse(after, file), only.get(), progress));
  };
  job_ = desk_.session().start<std::shared_ptr<const LexiconDiff>>(
      work, [this](std::shared_ptr<const LexiconDiff> found) { show(std::move(found)); },
      [this](const Problem& problem) { summary_->setText(problem.what); });
  connect(job_.get(), &JobBase::progressed, this, [this](const QString&, quint64 done, quint64) {
    summary_->setText(
        tr("%1 looked at so far…").arg(counted(done, tr("1 document"), tr("%1 documents"))));
  });
}

void LexiconChangesView::show(std::shared_ptr<const LexiconDiff> found) {
  found_ = std::move(found);
  fillList();
}

QString LexiconChangesView::baseInWords(const LexiconDiff& diff) const {
  std::array<std::uint64_t, 3> passages{};
  for (const PassageChange& each : diff.passages) ++passages[static_cast<std::size_t>(each.kind)];
  const auto gained =
      static_cast<std::uint64_t>(std::count_if(diff.candidates.begin(), diff.candidates.end(),
                                               [](const auto& each) { return each.gained; }));
  QString text =
      tr("%1 gained, %2 lost, %3 with another status · candidates of this lexicon alone: %4 "
         "gained, %5 lost")
          .arg(counted(passages[0], tr("1 passage"), tr("%1 passages")), grouped(passages[1]),
               grouped(passages[2]), grouped(gained), grouped(diff.candidates.size() - gained));
  text += tr("\nThe change can touch %1 of %2; those were screened with both texts")
              .arg(grouped(diff.lookedAt),
                   counted(diff.completeness.documents, tr("1 document"), tr("%1 documents")));
  if (desk_.session().passing()) text += tr(", as the filter is set");
  return text;
}

void LexiconChangesView::fillList() {
  shown_.clear();
  if (found_) {
    const int wanted = kind_->currentIndex();
    if (wanted == Everything || wanted == Candidates)
      for (std::size_t i = 0; i < found_->candidates.size(); ++i)
        shown_.push_back(-1 - static_cast<int>(i));
    for (std::size_t i = 0; i < found_->passages.size(); ++i) {
      const int kind = Gained + static_cast<int>(found_->passages[i].kind);
      if (wanted == Everything || wanted == kind) shown_.push_back(static_cast<int>(i));
    }
    summary_->setText(baseInWords(*found_));
    list_->setPlaceholder(tr("Nothing of this kind changes in the documents that were looked at."));
  } else {
    summary_->clear();
    const DeskLexicon* lexicon = desk_.current();
    list_->setPlaceholder(
        lexicon == nullptr ? tr("Choose a language in the tree.")
        : lexicon->text == textBefore() || textBefore().empty()
            ? tr("Nothing is changed against this. Change a term, and see here which passages that "
                 "gains and loses, before you save it.")
            : tr("Press Compare to see which passages the change gains and loses."));
  }
  rows_->setRows(static_cast<int>(shown_.size()), [this](int row) { return cardOf(row); });
}

Card LexiconChangesView::cardOf(int row) const {
  const int at = shown_[static_cast<std::size_t>(row)];
  Card card;
  if (at < 0) {
    const CandidateChange& change = found_->candidates[static_cast<std::size_t>(-1 - at)];
    card.title = toQString(change.document);
    card.sign = change.gained ? tr("+ candidate gained") : tr("− candidate lost");
    card.tone = change.gained ? Tone::Good : Tone::Bad;
    card.below = tr("score %1 before, %2 now").arg(score(change.before), score(change.after));
    return card;
  }
  const PassageChange& change = found_->passages[static_cast<std::size_t>(at)];
  card.title = toQString(change.document);
  switch (change.kind) {
    case PassageChange::Kind::Gained:
      card.sign = tr("+ gained");
      card.tone = Tone::Good;
      break;
    case PassageChange::Kind::Lost:
      card.sign = tr("− lost");
      card.tone = Tone::Bad;
      break;
    case PassageChange::Kind::OtherStatus:
      card.sign = tr("%1 → %2").arg(toQString(toText(change.before)),
                                    toQString(toText(change.match.status)));
      card.tone = Tone::Warning;
      break;
  }
  card.hit = onOneLine(toQString(change.quote));
  card.below =
      tr("%1 · %2").arg(toQString(change.match.category), apart(toQString(change.match.term)));
  return card;
}

}  // namespace retold
