#include "gui/panels/candidates_panel.h"

#include <QHBoxLayout>
#include <algorithm>
#include <climits>

#include "gui/keys.h"
#include "gui/line_parts.h"
#include "gui/strings.h"

namespace retold {

namespace {

constexpr const char* kShown = "reading/list";

QString decidedInWords(Verdict verdict) {
  switch (verdict) {
    case Verdict::Confirm:
      return CandidatesPanel::tr("confirmed");
    case Verdict::Reject:
      return CandidatesPanel::tr("rejected");
    case Verdict::Unsure:
      return CandidatesPanel::tr("unsure");
    case Verdict::CannotRead:
      return CandidatesPanel::tr("left to a reader");
  }
  return {};
}

}  // namespace

CandidatesPanel::CandidatesPanel(Session& session, QWidget* parent)
    : Panel(tr("Candidates"), parent),
      session_(session),
      model_(new CandidateList(session, this)),
      recall_(new QuietLabel),
      base_(new QuietLabel),
      lexicons_(new QComboBox),
      shown_(new QComboBox),
      options_(new ScreeningOptions(session)),
      working_(new QWidget),
      progress_(new QProgressBar),
      stop_(new QPushButton(tr("Stop"))),
      list_(new CardListView(tr("Documents in rank order"), 2)),
      review_(new QuietLabel),
      choices_(lexiconChoices()) {
  layOut();
  addActions();
  list_->setModel(model_);
  connect(list_, &CardListView::rowChosen, this,
          [this](int row) { session_.show(model_->documentAt(row)); });
  connect(lexicons_, &QComboBox::activated, this,
          [this](int index) { session_.screen(choices_[static_cast<std::size_t>(index)].ids); });
  connect(shown_, &QComboBox::activated, this, [this](int index) {
    model_->setShown(static_cast<Shown>(shown_->itemData(index).toInt()));
    session_.remember(QLatin1String(kShown), shown_->itemData(index));
    showPlaceholder();
    showCurrentDocument();
  });
  connect(stop_, &QPushButton::clicked, &session_, &Session::stopScreening);
  connect(&session_, &Session::screeningChanged, this, &CandidatesPanel::showScreening);
  const auto offerLexicons = [this] {
    std::vector<OwnLexicon> own;
    session_.read([&](const Storage& storage) { own = storage.ownLexicons(); });
    choices_ = lexiconChoices(own);
    lexicons_->clear();
    for (const LexiconChoice& choice : choices_) lexicons_->addItem(choice.title);
    showScreening();
  };
  connect(&session_, &Session::projectChanged, this, [this, offerLexicons] {
    last_.reset();
    restoreShown();
    offerLexicons();
  });
  connect(&session_, &Session::filterChanged, this, &CandidatesPanel::showScreening);
  connect(&session_, &Session::changed, this, [offerLexicons](Parts parts) {
    if (parts & Part::Lexicons) offerLexicons();
  });
  connect(&session_, &Session::screeningProgressed, this, &CandidatesPanel::showProgress);
  connect(&session_, &Session::documentChanged, this, &CandidatesPanel::showCurrentDocument);
  showScreening();
}

void CandidatesPanel::layOut() {
  lexicons_->setAccessibleName(tr("Lexicon to screen with"));
  lexicons_->setToolTip(tr("Lexicon to screen with"));
  lexicons_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  lexicons_->setMinimumContentsLength(12);
  for (const LexiconChoice& choice : choices_) lexicons_->addItem(choice.title);
  shown_->setAccessibleName(tr("Documents to show"));
  shown_->setToolTip(tr("Documents to show"));
  shown_->addItem(tr("Candidates"), static_cast<int>(Shown::Candidates));
  shown_->addItem(tr("Undecided only"), static_cast<int>(Shown::Undecided));
  shown_->addItem(tr("Waiting for a reader"), static_cast<int>(Shown::Waiting));
  shown_->addItem(tr("All documents"), static_cast<int>(Shown::All));
  auto* choices = new QHBoxLayout;
  choices->setContentsMargins(10, 2, 10, 4);
  choices->addWidget(lexicons_, 1);
  choices->addWidget(shown_);

  progress_->setAccessibleName(tr("Progress of screening"));
  auto* working = new QHBoxLayout(working_);
  working->setContentsMargins(10, 0, 10, 4);
  working->addWidget(progress_, 1);
  working->addWidget(stop_);

  review_->setContentsMargins(10, 2, 10, 6);
  column()->addWidget(recall_);
  column()->addWidget(base_);
  column()->addLayout(choices);
  column()->addWidget(options_);
  column()->addWidget(working_);
  column()->addWidget(list_, 1);
  column()->addWidget(review_);
  setFocusProxy(list_);
}

void CandidatesPanel::addActions() {
  QAction* next = addMenuAction(Menu::Go, "read.next-candidate", tr("&Next candidate"),
                                {Qt::Key_J, Qt::Key_N}, tr("next candidate"));
  connect(next, &QAction::triggered, this, [this] { step(1); });
  QAction* previous = addMenuAction(Menu::Go, "read.previous-candidate", tr("&Previous candidate"),
                                    {Qt::Key_K, Qt::Key_P}, tr("previous"));
  connect(previous, &QAction::triggered, this, [this] { step(-1); });
  QAction* undecided =
      addMenuAction(Menu::Go, "read.next-undecided", tr("Next &undecided candidate"),
                    {QKeySequence(Qt::SHIFT | Qt::Key_J), QKeySequence(Qt::SHIFT | Qt::Key_N)});
  connect(undecided, &QAction::triggered, this, &CandidatesPanel::goToUndecided);
  QAction* skip =
      addMenuAction(Menu::Judge, "read.skip", tr("S&kip: judge it later"), {Qt::Key_S}, tr("skip"));
  connect(skip, &QAction::triggered, this, &CandidatesPanel::skip);
  QAction* again =
      addMenuAction(Menu::Project, "read.screen-again", tr("&Screen again"), {Qt::Key_F5});
  connect(again, &QAction::triggered, this, [this] { session_.screenAgain(); });
  connect(again, &QAction::changed, list_, [this, again, shown = keyOf(*again)]() mutable {
    if (keyOf(*again) == shown) return;
    shown = keyOf(*again);
    showPlaceholder();
  });
}

void CandidatesPanel::showScreening() {
  const bool screening = session_.isScreening();
  working_->setVisible(screening);
  if (screening) progress_->setRange(0, 0);
  for (std::size_t i = 0; i < choices_.size(); ++i) {
    if (choices_[i].ids == session_.lexicons()) lexicons_->setCurrentIndex(static_cast<int>(i));
  }
  const std::shared_ptr<const Findings> result = session_.findings();
  review_->setVisible(result != nullptr);
  recall_->setVisible(result != nullptr);
  base_->setVisible(result != nullptr);
  showPlaceholder();
  if (!result) {
    title()->setText(screening ? tr("Screening…") : tr("Candidates"));
    return;
  }
  showTitle(*result);
  QStringList recall;
  const Completeness& base = result->completeness;
  if (!base.complete()) {
    recall
        << tr("%1 of %2 documents searched").arg(grouped(base.searched), grouped(base.documents));
  }
  recall << QString::fromLatin1(kRecallUnknown);
  if (base.unreadable > 0) {
    recall << counted(base.unreadable, tr("1 file could not be read"),
                      tr("%1 files could not be read"));
  }
  recall_->setText(recall.join(kBetweenParts));
  std::vector<const Lexicon*> ran;
  for (const Lexicon& lexicon : result->lexicons) ran.push_back(&lexicon);
  review_->setText(reviewSummary(ran));
  review_->setToolTip(reviewDetails(ran));
  showBase(*result);
  showCurrentDocument();
}

void CandidatesPanel::showTitle(const Findings& findings) {
  const Ranking& ranking = *findings.ranking;
  const QString candidates = counted(ranking.candidates(), tr("1 candidate"), tr("%1 candidates"));
  if (!session_.passing()) {
    title()->setText(tr("%1 of %2")
                         .arg(candidates, counted(ranking.documentsThere(), tr("1 document"),
                                                  tr("%1 documents"))));
    return;
  }
  const auto passing = std::ranges::count_if(ranking.documents(), [this](const auto& ranked) {
    return ranked.candidate && session_.passes(ranked.document);
  });
  title()->setText(
      tr("%1 of %2 pass the filter").arg(grouped(static_cast<std::uint64_t>(passing)), candidates));
}

void CandidatesPanel::restoreShown() {
  const int index = shown_->findData(session_.remembered(QLatin1String(kShown)).toInt());
  shown_->setCurrentIndex(std::max(0, index));
  model_->setShown(static_cast<Shown>(shown_->currentData().toInt()));
}

QString CandidatesPanel::filteredOut(const Findings& findings) const {
  if (!session_.passing()) return {};
  const auto& documents = findings.ranking->documents();
  switch (model_->shown()) {
    case Shown::Waiting:
      return session_.waiting().empty()
                 ? QString()
                 : tr("No document that waits for a reader passes the filter.");
    case Shown::All:
      return tr("No document passes the filter.");
    case Shown::Undecided:
    case Shown::Candidates:
      break;
  }
  const auto isCandidate = [](const RankedDocument& ranked) { return ranked.candidate; };
  if (std::ranges::none_of(documents, isCandidate)) return {};
  const bool anyPasses = std::ranges::any_of(documents, [&](const RankedDocument& ranked) {
    return ranked.candidate && session_.passes(ranked.document);
  });
  return anyPasses ? tr("Every candidate that passes the filter is decided.")
                   : tr("No candidate passes the filter. Those that it keeps out are there again "
                        "when you take it away.");
}

void CandidatesPanel::showBase(const Findings& findings) {
  QStringList lines{agingInWords(findings)};
  if (findings.isDetailed) lines << restrictionInWords(findings);
  if (findings.wish.choices.strictness) {
    lines << tr("matching: %1").arg(toQString(toText(*findings.wish.choices.strictness)));
  }
  if (findings.learner) {
    lines << tr("order learned from %1 confirmed and %2 rejected; it changes who is read first, "
                "not who is a candidate")
                 .arg(findings.learner->confirmed())
                 .arg(findings.learner->rejected());
  } else if (!findings.whyNotLearned.isEmpty()) {
    lines << findings.whyNotLearned;
  }
  QStringList last;
  if (findings.isDetailed) last << cutOffInWords(findings);
  if (const auto number = session_.keptAs()) last << tr("run %1").arg(*number);
  lines << last.join(QStringLiteral(" · "));
  lines.removeAll(QString());
  base_->setText(lines.join(QLatin1Char('\n')));
}

void CandidatesPanel::showPlaceholder() {
  const std::shared_ptr<const Findings> result = session_.findings();
  std::uint64_t documents = 0;
  session_.read([&](const Storage& storage) { documents = storage.documentCount(); });
  if (session_.isLookingUp() && !result) {
    list_->setPlaceholder(tr("The documents are being looked up."));
  } else if (session_.isScreening() && !result) {
    list_->setPlaceholder(tr("The documents are being screened."));
  } else if (documents == 0) {
    list_->setPlaceholder(
        tr("This project holds no documents yet.\n\nDrop a folder with interviews onto this "
           "window, or choose Project > Import a folder."));
  } else if (!result) {
    list_->setPlaceholder(tr("Not screened yet. Press %1 to screen.").arg(screenKey()));
  } else if (const QString filtered = filteredOut(*result); !filtered.isEmpty()) {
    list_->setPlaceholder(filtered);
  } else if (model_->shown() == Shown::Waiting) {
    list_->setPlaceholder(
        tr("No document waits for a reader. Where you cannot read one, %1 leaves it to "
           "somebody who can.")
            .arg(keyOf("read.cannot-read", Qt::Key_L)));
  } else if (model_->shown() == Shown::Undecided && result->ranking->candidates() > 0) {
    list_->setPlaceholder(tr("Every candidate is decided."));
  } else {
    list_->setPlaceholder(
        tr("No document reaches the cut-off of this lexicon. That does not mean "
           "that nobody told of it: choose All documents to read on."));
  }
}

void CandidatesPanel::showProgress(quint64 done, quint64 total) {
  progress_->setRange(0, static_cast<int>(std::min<quint64>(total, INT_MAX)));
  progress_->setValue(static_cast<int>(std::min<quint64>(done, INT_MAX)));
  progress_->setFormat(tr("%1 of %2 documents").arg(grouped(done), grouped(total)));
}

void CandidatesPanel::showCurrentDocument() {
  const std::shared_ptr<const OpenDocument> document = session_.document();
  const std::optional<int> row =
      document ? model_->rowOf(document->document().id) : std::optional<int>();
  if (row) last_ = document->document().id;
  list_->showRow(row.value_or(-1));
}

void CandidatesPanel::skip() {
  const std::shared_ptr<const OpenDocument> document = session_.document();
  const Decision* own = session_.ownDecision();
  if (own != nullptr && session_.renewed(document->document()) == nullptr) {
    // There is nothing left to judge later.
    session_.say(
        tr("%1 is not skipped: you have decided it (%2). What you decide now replaces that.")
            .arg(session_.subjectInWords(), decidedInWords(own->verdict)));
    step(1);
    return;
  }
  const std::optional<int> row =
      document ? model_->rowOf(document->document().id) : std::optional<int>();
  session_.skip();
  if (!row) return;
  // What was skipped stands at the end now, and the next one in its place.
  if (*row < model_->rowCount()) session_.show(model_->documentAt(*row));
}

void CandidatesPanel::step(int by) {
  const std::shared_ptr<const OpenDocument> document = session_.document();
  // A document that is not in the list was opened from elsewhere: on from the last one that is;
  // or it was in the list until that was made anew: on from its place.
  const std::optional<int> last = last_ ? model_->rowOf(*last_) : std::nullopt;
  int row = 0;
  if (list_->currentIndex().isValid()) {
    row = list_->currentIndex().row() + by;
  } else if (last) {
    row = *last + by;
  } else if (document || last_) {
    const std::optional<int> behind = model_->rowBehind(last_ ? *last_ : document->document().id);
    row = behind.value_or(by > 0 ? 0 : model_->rowCount());
    if (by < 0) row = std::max(0, row - 1);
  }
  if (row < 0 || row >= model_->rowCount()) return;
  session_.show(model_->documentAt(row));
}

void CandidatesPanel::goToUndecided() {
  const std::shared_ptr<const OpenDocument> document = session_.document();
  std::optional<int> from = document ? model_->rowOf(document->document().id) : std::nullopt;
  if (!from && last_) from = model_->rowOf(*last_);
  const std::optional<int> next = model_->nextUndecided(from.value_or(-1));
  if (!next) {
    session_.say(tr("This list has no candidate left that is undecided and not skipped"));
    return;
  }
  session_.show(model_->documentAt(*next));
}

}  // namespace retold
