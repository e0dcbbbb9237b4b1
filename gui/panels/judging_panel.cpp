#include "gui/panels/judging_panel.h"

#include <QCoreApplication>
#include <QEvent>
#include <QLocale>
#include <algorithm>

#include "gui/strings.h"
#include "gui/views/flow_layout.h"
#include "queries/tag/judging.h"

namespace retold {

namespace {

constexpr std::size_t kMostOthers = 100;
constexpr int kOthersSeen = 3;

QString timeLeft(std::uint64_t minutes) {
  constexpr std::uint64_t kHour = 60;
  if (minutes <= kHour) {
    return counted(
        minutes, QCoreApplication::translate("retold::JudgingPanel", "about 1 minute at your pace"),
        QCoreApplication::translate("retold::JudgingPanel", "about %1 minutes at your pace"));
  }
  const double hours = static_cast<double>(minutes) / kHour;
  return QCoreApplication::translate("retold::JudgingPanel", "about %1 hours at your pace")
      .arg(QLocale().toString(hours, 'g', 4));
}

QString queueInWords(const QueueState& state) {
  if (state.candidates == 0) return {};
  QStringList parts{counted(state.candidates, JudgingPanel::tr("%2 of 1 candidate judged"),
                            JudgingPanel::tr("%2 of %1 candidates judged"))
                        .replace(QStringLiteral("%2"), grouped(state.judged))};
  if (state.judged < state.candidates) {
    parts << JudgingPanel::tr("%1 left").arg(grouped(state.candidates - state.judged));
  }
  if (const auto minutes = minutesLeft(state)) parts << timeLeft(*minutes);
  return parts.join(QStringLiteral(" · "));
}

}  // namespace

JudgingPanel::JudgingPanel(Session& session, QWidget* parent)
    : Panel(tr("Case"), parent),
      session_(session),
      judging_(new Judging(session, this)),
      standing_(new QLabel),
      reason_(new QuietLabel),
      others_(new QListWidget),
      queue_(new QuietLabel) {
  addActions();
  addHitActions();
  layOut();
  const auto open = [this](const QListWidgetItem* item) {
    const int row = others_->row(item);
    if (row >= 0 && row < static_cast<int>(otherIds_.size())) {
      session_.show(otherIds_[static_cast<std::size_t>(row)]);
    }
  };
  connect(others_, &QListWidget::itemActivated, this, open);
  connect(others_, &QListWidget::itemClicked, this, open);
  connect(&session_, &Session::documentChanged, this, &JudgingPanel::showSubject);
  connect(&session_, &Session::detailsChanged, this, &JudgingPanel::showSubject);
  connect(&session_, &Session::decisionsChanged, this, [this] {
    showStanding();
    showQueue();
  });
  connect(&session_, &Session::screeningChanged, this, [this] {
    showOthers();
    showQueue();
  });
  connect(&session_, &Session::filterChanged, this, &JudgingPanel::showQueue);
  connect(&session_, &Session::projectChanged, this, &JudgingPanel::showQueue);
  showSubject();
  showQueue();
}

QAction* JudgingPanel::addJudgement(const char* id, const QString& text,
                                    const QList<QKeySequence>& keys, const QString& hint,
                                    void (Judging::*what)()) {
  QAction* action = addMenuAction(Menu::Judge, id, text, keys, hint);
  connect(action, &QAction::triggered, judging_, what);
  return action;
}

void JudgingPanel::addActions() {
  auto* row = new FlowLayout;
  row->setContentsMargins(10, 2, 10, 2);
  row->addWidget(buttonFor(addJudgement("read.confirm", tr("&Confirm case or document"),
                                        {Qt::Key_C}, tr("confirm"), &Judging::confirm),
                           tr("Confirm")));
  row->addWidget(buttonFor(addJudgement("read.reject", tr("&Reject case or document…"), {Qt::Key_R},
                                        tr("reject"), &Judging::reject),
                           tr("Reject")));
  row->addWidget(buttonFor(addJudgement("read.unsure", tr("&Unsure about case or document"),
                                        {Qt::Key_U}, tr("unsure"), &Judging::unsure),
                           tr("Unsure")));
  row->addWidget(buttonFor(addJudgement("read.cannot-read", tr("I ca&nnot read this…"), {Qt::Key_L},
                                        tr("cannot read"), &Judging::cannotRead),
                           tr("Cannot read")));
  addJudgement("read.certainty", tr("&How sure the file is…"), {Qt::Key_H}, {},
               &Judging::askCertainty);
  addJudgement("read.disclosure-code", tr("Ta&g disclosures with…"), {}, {},
               &Judging::chooseDisclosureCode);
  column()->addWidget(standing_);
  column()->addWidget(reason_);
  column()->addLayout(row);
}

void JudgingPanel::addHitActions() {
  addJudgement("read.confirm-hit", tr("This &match is true"),
               {Qt::Key_Y, QKeySequence(Qt::SHIFT | Qt::Key_C)}, tr("hit true"),
               &Judging::confirmHit);
  addJudgement("read.reject-hit", tr("This match is &false"), {Qt::Key_X}, tr("hit false"),
               &Judging::rejectHit);
  addJudgement("read.reject-hit-why", tr("Re&ject this match, with a reason…"),
               {QKeySequence(Qt::SHIFT | Qt::Key_R)}, {}, &Judging::rejectHitWhy);
  addJudgement("read.unsure-hit", tr("Unsure a&bout this match"),
               {QKeySequence(Qt::SHIFT | Qt::Key_U)}, {}, &Judging::unsureHit);
  addJudgement("read.cannot-read-hit", tr("I cannot read this ma&tch…"),
               {QKeySequence(Qt::SHIFT | Qt::Key_L)}, {}, &Judging::cannotReadHit);
}

QToolButton* JudgingPanel::buttonFor(QAction* action, const QString& text) {
  auto* button = new QToolButton;
  const auto showKey = [action, button, text] {
    const QString key = action->shortcut().toString(QKeySequence::NativeText);
    const QString what = action->text().remove(QLatin1Char('&'));
    button->setText(key.isEmpty() ? text : tr("%1 (%2)").arg(text, key));
    button->setToolTip(key.isEmpty() ? what : tr("%1 (%2)").arg(what, key));
  };
  showKey();
  connect(action, &QAction::changed, button, showKey);
  button->setAccessibleName(text);
  button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  button->setFocusPolicy(Qt::TabFocus);
  connect(button, &QToolButton::clicked, action, &QAction::trigger);
  connect(action, &QAction::enabledChanged, button, &QWidget::setEnabled);
  return button;
}

void JudgingPanel::layOut() {
  standing_->setTextFormat(Qt::PlainText);
  standing_->setWordWrap(true);
  standing_->setContentsMargins(10, 0, 10, 0);
  standing_->setAccessibleName(tr("How it stands"));
  others_->setAccessibleName(tr("Other documents of the case"));
  others_->setFrameShape(QFrame::NoFrame);
  others_->setUniformItemSizes(true);
  others_->setTextElideMode(Qt::ElideMiddle);
  others_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  others_->setTabKeyNavigation(false);
  queue_->setAccessibleName(tr("What is left"));
  queue_->setContentsMargins(10, 0, 10, 6);
  column()->addWidget(others_);
  column()->addWidget(queue_);
  column()->addStretch(1);
  setFocusProxy(others_);
}

bool JudgingPanel::event(QEvent* event) {
  const bool handled = Panel::event(event);
  if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest) {
    // A splitter does not ask how high something is at its width: buttons in two lines would lie
    // over what stands below them.
    const int needed = column()->totalHeightForWidth(width());
    setMinimumHeight(std::min(needed, window()->height() / 2));
  }
  return handled;
}

void JudgingPanel::showSubject() {
  showStanding();
  showOthers();
}

void JudgingPanel::showStanding() {
  const std::shared_ptr<const OpenDocument> document = session_.document();
  standing_->setVisible(document != nullptr);
  reason_->setVisible(false);
  if (!document) return;
  const CurrentVerdict now = session_.standings().of(document->document());
  const auto [sign, tone] = signOf(now);
  QStringList parts{sign};
  if (now.verdict && !now.own) parts << tr("by %1").arg(apart(toQString(now.coder)));
  if (now.certainty != Certainty::Unstated) parts << certaintyInWords(now.certainty);
  if (session_.isSkipped(document->document())) parts << tr("skipped");
  standing_->setText(parts.join(QStringLiteral(" · ")));
  QPalette colours;
  colours.setColor(QPalette::WindowText, themeOf(palette()).toneText(tone));
  standing_->setPalette(colours);
  const Decision* own = session_.ownDecision();
  QStringList below;
  if (!now.reason.empty()) below << apart(onOneLine(toQString(now.reason)));
  if (now.own && own != nullptr && own->quotes.size() > 1) {
    below << tr("%1 passages tell of it").arg(grouped(own->quotes.size()));
  }
  reason_->setText(below.join(QStringLiteral(" · ")));
  reason_->setVisible(!below.isEmpty());
}

QString JudgingPanel::lineOf(const Document& document) const {
  const std::shared_ptr<const Findings> findings = session_.findings();
  const auto place = findings ? findings->ranking->placeOf(document.id) : std::nullopt;
  const QString name = toQString(document.name);
  if (!place) return tr("%1 · no match").arg(name);
  const RankedDocument& found = findings->ranking->documents()[*place];
  const QString score = QLocale().toString(found.score, 'f', 1);
  const QString matches = counted(found.matches, tr("1 match"), tr("%1 matches"));
  return found.candidate ? tr("%1 · candidate · score %2 · %3").arg(name, score, matches)
                         : tr("%1 · below the cut-off · %2").arg(name, matches);
}

void JudgingPanel::showOthers() {
  others_->clear();
  otherIds_.clear();
  const std::shared_ptr<const OpenDocument> document = session_.document();
  std::size_t count = 1;
  if (document && document->document().caseId) {
    session_.read([&](const Storage& storage) {
      const auto ids = storage.documentsOf(*document->document().caseId);
      count = std::max<std::size_t>(1, ids.size());
      for (const DocumentId id : ids) {
        if (id == document->document().id || otherIds_.size() == kMostOthers) continue;
        const std::optional<Document> other = storage.document(id);
        if (!other) continue;
        otherIds_.push_back(id);
        auto* item = new QListWidgetItem(lineOf(*other), others_);
        item->setToolTip(item->text());
      }
    });
    if (count > otherIds_.size() + 1) {
      new QListWidgetItem(tr("… and %1 more").arg(grouped(count - otherIds_.size() - 1)), others_);
    }
  }
  const auto& person = document ? document->itsCase() : std::optional<Case>();
  title()->setText(!document ? tr("Case")
                   : person  ? tr("Case %1 · %2")
                                  .arg(apart(toQString(person->name)),
                                       counted(count, tr("1 document"), tr("%1 documents")))
                            : tr("%1 · of no case").arg(toQString(document->document().name)));
  others_->setVisible(others_->count() > 0);
  if (others_->count() > 0) {
    others_->setFixedHeight(std::min(kOthersSeen, others_->count()) * others_->sizeHintForRow(0) +
                            4);
  }
}

void JudgingPanel::showQueue() {
  std::vector<Document> candidates;
  if (const std::shared_ptr<const Findings> findings = session_.findings()) {
    for (const RankedDocument& each : findings->ranking->documents()) {
      if (!each.candidate || !session_.passes(each.document)) continue;
      Document& document = candidates.emplace_back();
      document.id = each.document;
      document.caseId = each.caseId;
    }
  }
  const QString text = queueInWords(
      queueState(candidates, session_.standings(), Session::kQuestion, toUtf8(session_.coder())));
  queue_->setText(text);
  queue_->setVisible(!text.isEmpty());
}

}  // namespace retold
