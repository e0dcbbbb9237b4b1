#include "gui/panels/evidence_panel.h"

#include <QHBoxLayout>
#include <QLocale>
#include <algorithm>
#include <cmath>

#include "gui/keys.h"
#include "gui/lexicon_choices.h"
#include "gui/strings.h"
#include "gui/views/mirrored_margins.h"
#include "queries/screen/rank.h"

namespace retold {

namespace {

constexpr int kLinesSeen = 7;
constexpr std::size_t kMostEffects = 12;
constexpr double kLeastEffect = 0.05;

QString number(double value, int digits) { return QLocale().toString(value, 'f', digits); }

QString withSign(double value) {
  return (value < 0 ? QString() : QStringLiteral("+")) + number(value, 2);
}

QString movedInWords(const Learner& learner, const std::optional<Moved>& moved) {
  if (!moved) return EvidencePanel::tr("not moved by what was decided: judged, or without a match");
  const QString from = EvidencePanel::tr("learned from %1 confirmed and %2 rejected")
                           .arg(learner.confirmed())
                           .arg(learner.rejected());
  if (moved->before == moved->after) {
    return EvidencePanel::tr("stays at place %1 of the unread, as %2").arg(moved->after).arg(from);
  }
  return (moved->after < moved->before
              ? EvidencePanel::tr("moved up from place %1 to %2 of the unread, as %3")
              : EvidencePanel::tr("moved down from place %1 to %2 of the unread, as %3"))
      .arg(moved->before)
      .arg(moved->after)
      .arg(from);
}

}  // namespace

EvidencePanel::EvidencePanel(Session& session, QWidget* parent)
    : Panel(tr("Why this file"), parent),
      session_(session),
      model_(new MatchList(session, this)),
      score_(new QuietLabel),
      news_(new QuietLabel),
      moved_(new QuietLabel),
      why_(new QToolButton),
      lines_(new QListWidget),
      list_(new CardListView(tr("Matches, best first"), 2, 2)),
      review_(new QuietLabel) {
  list_->setModel(model_);
  layOut();
  setFocusProxy(list_);
  QAction* why =
      addMenuAction(Menu::View, "read.why", tr("&Why this score"), {Qt::Key_W}, tr("why"));
  connect(why, &QAction::triggered, this, [this] {
    if (why_->isHidden()) return;
    why_->toggle();
    (why_->isChecked() ? static_cast<QWidget*>(lines_) : list_)->setFocus();
  });
  followKey(*why, why_, [this, why] {
    why_->setToolTip(withKey(tr("Shows what each match adds to the score, line by line"), *why));
  });
  connect(why_, &QToolButton::toggled, this, &EvidencePanel::showLines);
  connect(lines_, &QListWidget::currentRowChanged, &session_, [this](int row) {
    if (row >= 0 && row < model_->rowCount()) session_.setCurrentMatch(row);
  });
  connect(list_, &CardListView::rowChosen, &session_, &Session::setCurrentMatch);
  connect(list_, &QListView::clicked, &session_,
          [this](const QModelIndex& index) { session_.setCurrentMatch(index.row()); });
  connect(&session_, &Session::documentChanged, this, &EvidencePanel::showDocument);
  connect(&session_, &Session::explanationChanged, this, [this] {
    showDocument();
    list_->showRow(session_.currentMatch().value_or(-1));
  });
  connect(&session_, &Session::screeningChanged, this, &EvidencePanel::showReview);
  connect(&session_, &Session::decisionsChanged, this, &EvidencePanel::showNews);
  connect(&session_, &Session::matchChanged, this,
          [this] { list_->showRow(session_.currentMatch().value_or(-1)); });
  showDocument();
}

void EvidencePanel::layOut() {
  why_->setText(tr("Why this score"));
  why_->setCheckable(true);
  why_->setAutoRaise(true);
  why_->setArrowType(Qt::RightArrow);
  why_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  lines_->setAccessibleName(tr("Why this score"));
  lines_->setTextElideMode(Qt::ElideRight);
  lines_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  lines_->setFrameShape(QFrame::NoFrame);
  lines_->setTabKeyNavigation(false);
  lines_->hide();
  auto* row = new QHBoxLayout;
  setMirroredMargins(*row, 0, 0, 10, 0);
  row->addWidget(score_, 1);
  row->addWidget(why_);
  column()->addLayout(row);
  column()->addWidget(news_);
  column()->addWidget(moved_);
  auto* lines = new QHBoxLayout;
  lines->setContentsMargins(10, 0, 10, 0);
  lines->addWidget(lines_);
  column()->addLayout(lines);
  column()->addWidget(list_, 1);
  review_->setContentsMargins(10, 2, 10, 6);
  column()->addWidget(review_);
}

void EvidencePanel::showDocument() {
  const std::shared_ptr<const OpenDocument> document = session_.document();
  const std::shared_ptr<const Findings> findings = session_.findings();
  list_->setPlaceholder(document ? tr("No term of the lexicon stands in this document.")
                                 : QString());
  const bool scored = document && findings && !document->matches().empty();
  score_->setVisible(scored);
  why_->setVisible(scored);
  if (scored) {
    score_->setText(tr("score %1").arg(number(document->candidate().score, 1)));
    score_->setToolTip(tr("The sum of what the matches add; a candidate from the cut-off on: %1")
                           .arg(cutOffInWords(*findings)));
  }
  showNews();
  showLines();
  showReview();
}

void EvidencePanel::showNews() {
  const std::shared_ptr<const OpenDocument> document = session_.document();
  const Renewed* renewed = document ? session_.renewed(document->document()) : nullptr;
  news_->setVisible(renewed != nullptr);
  if (renewed != nullptr) news_->setText(toQString(toText(*renewed)));
}

void EvidencePanel::addLine(const QString& text) {
  auto* item = new QListWidgetItem(text, lines_);
  item->setToolTip(text);
}

void EvidencePanel::showLines() {
  const std::shared_ptr<const OpenDocument> document = session_.document();
  const std::shared_ptr<const Findings> findings = session_.findings();
  const QSignalBlocker quiet(lines_);
  lines_->clear();
  moved_->hide();
  if (document && findings && document->isExplained()) {
    const std::vector<Lexicon>& lexicons = findings->lexicons;
    for (const ScoreLine& line : explainScore(document->candidate(), lexicons)) {
      addLine(QStringLiteral("%1  %2").arg(withSign(line.points), toQString(line.text)));
    }
  }
  if (document && findings && findings->learner && !document->matches().empty()) {
    const auto moved = findings->learner->moved(document->document().id);
    moved_->setText(movedInWords(*findings->learner, moved));
    moved_->show();
    std::size_t shown = 0;
    for (const FeatureEffect& each : moved ? moved->effects : std::vector<FeatureEffect>()) {
      if (shown++ == kMostEffects || std::abs(each.effect) < kLeastEffect) break;
      addLine(tr("order %1  %2: %3 here, %4 on average, weight %5")
                  .arg(withSign(each.effect), toQString(each.name), number(each.value, 2),
                       number(each.usual, 2), number(each.weight, 2)));
    }
  }
  why_->setArrowType(why_->isChecked() ? Qt::DownArrow : Qt::RightArrow);
  lines_->setVisible(why_->isChecked() && lines_->count() > 0);
  if (lines_->count() > 0) {
    const int seen = std::min(kLinesSeen, lines_->count());
    lines_->setFixedHeight(seen * lines_->sizeHintForRow(0) + 4);
  }
}

void EvidencePanel::showReview() {
  const std::shared_ptr<const OpenDocument> document = session_.document();
  const std::shared_ptr<const Findings> findings = session_.findings();
  std::vector<const Lexicon*> found;
  if (document && findings) {
    for (const Match& match : document->matches()) {
      const Lexicon* lexicon = lexiconOf(match, *findings);
      const bool isNew = std::find(found.begin(), found.end(), lexicon) == found.end();
      if (lexicon != nullptr && isNew) found.push_back(lexicon);
    }
  }
  review_->setVisible(!found.empty());
  review_->setText(reviewSummary(found));
  review_->setToolTip(reviewDetails(found));
}

}  // namespace retold
