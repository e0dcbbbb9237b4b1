#include "gui/views/lexicon_examples.h"

#include <QLocale>
#include <QVBoxLayout>

#include "gui/panel.h"
#include "gui/strings.h"
#include "gui/views/typed_text.h"

namespace retold {

struct LexiconExamplesView::Tested {
  LexiconExamples set;
  std::vector<ExampleResult> results;
};

namespace {

constexpr int kPause = 200;  // milliseconds

QString score(double value) { return QLocale().toString(value, 'f', 2); }

/// "candidate, score 1.20: sold-again (asserted), …"
QString foundInWords(const Candidate& found) {
  QStringList matches;
  for (const Match& match : found.matches)
    matches << QStringLiteral("%1 (%2)").arg(toQString(match.category),
                                             toQString(toText(match.status)));
  matches.removeDuplicates();
  const QString verdict = found.candidate ? LexiconExamplesView::tr("a candidate, score %1")
                                          : LexiconExamplesView::tr("no candidate, score %1");
  if (matches.isEmpty()) return LexiconExamplesView::tr("nothing is found in it");
  return QStringLiteral("%1: %2").arg(verdict.arg(score(found.score)),
                                      matches.join(QStringLiteral(", ")));
}

}  // namespace

LexiconExamplesView::LexiconExamplesView(LexiconDesk& desk, QWidget* parent)
    : QWidget(parent),
      desk_(desk),
      text_(new QPlainTextEdit),
      verdict_(new QuietLabel),
      summary_(new QuietLabel),
      rows_(new CardRows(this)),
      list_(new CardListView(tr("Examples that go wrong"), 3, 1)) {
  text_->setAccessibleName(tr("A text to try the lexicon on"));
  text_->setPlaceholderText(tr("Type a sentence here to see what the lexicon makes of it."));
  text_->setTabChangesFocus(true);
  text_->setFixedHeight(text_->fontMetrics().lineSpacing() * 3 + 14);
  auto* box = new QVBoxLayout;
  box->setContentsMargins(10, 4, 10, 0);
  box->addWidget(text_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 4, 0, 0);
  column->setSpacing(4);
  column->addLayout(box);
  column->addWidget(verdict_);
  column->addWidget(summary_);
  column->addWidget(list_, 1);
  list_->setModel(rows_);
  pause_.setSingleShot(true);
  pause_.setInterval(kPause);
  connect(text_, &QPlainTextEdit::textChanged, &pause_, qOverload<>(&QTimer::start));
  connect(&pause_, &QTimer::timeout, this, &LexiconExamplesView::tryText);
  connect(&desk_, &LexiconDesk::read, this, [this] {
    if (!isVisible()) return;
    test();
    tryText();
  });
}

void LexiconExamplesView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  test();
  tryText();
}

void LexiconExamplesView::test() {
  job_.reset();
  const std::shared_ptr<const Lexicon> lexicon = desk_.sound();
  if (!lexicon) {
    show(nullptr);
    return;
  }
  summary_->setText(tr("Testing…"));
  auto work = [lexicon](Progress&) {
    auto tested = std::make_shared<Tested>();
    tested->set = builtinExamples(*lexicon);
    tested->results = testExamples(*lexicon, tested->set.examples);
    return std::shared_ptr<const Tested>(std::move(tested));
  };
  job_ = JobHandle(new Job<std::shared_ptr<const Tested>>(
      std::move(work), [this](std::shared_ptr<const Tested> tested) { show(std::move(tested)); },
      [this](const Problem& problem) {
        show(nullptr);
        summary_->setText(problem.what);
      },
      this));
}

void LexiconExamplesView::show(std::shared_ptr<const Tested> tested) {
  tested_ = std::move(tested);
  shown_.clear();
  std::uint64_t known = 0;
  if (tested_) {
    for (std::size_t i = 0; i < tested_->results.size(); ++i) {
      const ExampleOutcome outcome = tested_->results[i].outcome;
      known += outcome == ExampleOutcome::KnownFailure ? 1 : 0;
      if (outcome != ExampleOutcome::AsExpected) shown_.push_back(static_cast<int>(i));
    }
  }
  rows_->setRows(static_cast<int>(shown_.size()), [this](int row) { return cardOf(row); });
  if (!tested_) {
    summary_->clear();
    list_->setPlaceholder(desk_.current() == nullptr
                              ? tr("Choose a language in the tree.")
                              : tr("The lexicon has faults, or is being read."));
    return;
  }
  const std::size_t all = tested_->results.size();
  summary_->setText(
      all == 0
          ? tr("No examples are built in for this lexicon.")
          : tr("%1: %2 as expected, %3 wrong, %4 known to fail")
                .arg(counted(all, tr("1 built-in example"), tr("%1 built-in examples")),
                     grouped(all - shown_.size()), grouped(shown_.size() - known), grouped(known)));
  list_->setPlaceholder(
      all == 0 ? tr("Examples of your own stand in a file beside a lexicon file: see the manual, "
                    "“Write one of your own, and test it”.")
               : tr("Every example is treated as its author wants it."));
}

Card LexiconExamplesView::cardOf(int row) const {
  const auto at = static_cast<std::size_t>(shown_[static_cast<std::size_t>(row)]);
  const Example& example = tested_->set.examples[at];
  const ExampleResult& result = tested_->results[at];
  Card card;
  card.title = example.candidate
                   ? (example.category.empty()
                          ? tr("must be a candidate")
                          : tr("must be a candidate by %1").arg(toQString(example.category)))
                   : tr("must be no candidate");
  card.sign = toQString(toText(result.outcome));
  card.tone = result.outcome == ExampleOutcome::Wrong          ? Tone::Bad
              : result.outcome == ExampleOutcome::KnownFailure ? Tone::Warning
                                                               : Tone::Good;
  card.before = onOneLine(toQString(example.text));
  card.below = foundInWords(result.candidate);
  return card;
}

void LexiconExamplesView::tryText() {
  trying_.reset();
  const std::string typed = toUtf8(typedText(*text_));
  const std::shared_ptr<const Lexicon> lexicon = desk_.sound();
  if (typed.empty() || !lexicon) return verdict_->clear();
  auto work = [lexicon, typed](Progress&) {
    Example example;
    example.text = typed;
    return testExamples(*lexicon, {example}).front().candidate;
  };
  trying_ = JobHandle(new Job<Candidate>(
      std::move(work), [this](const Candidate& found) { verdict_->setText(foundInWords(found)); },
      [this](const Problem& problem) { verdict_->setText(problem.what); }, this));
}

}  // namespace retold
