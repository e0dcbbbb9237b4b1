#include "gui/panels/concerns_panel.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QSplitter>
#include <algorithm>

#include "gui/keys.h"
#include "gui/line_parts.h"
#include "gui/models/memo_list.h"
#include "gui/strings.h"
#include "gui/views/mirrored_margins.h"

namespace retold {

namespace {

constexpr int kEdge = 10;

QLabel* plainLabel() {
  auto* label = new QLabel;
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  return label;
}

}  // namespace

ConcernsPanel::ConcernsPanel(Session& session, QWidget* parent)
    : Panel({}, parent),
      session_(session),
      model_(new ConcernList(this)),
      shown_(new QComboBox),
      base_(new QuietLabel),
      list_(new CardListView(tr("Concerns"), 2)),
      place_(plainLabel()),
      quote_(plainLabel()),
      told_(plainLabel()),
      prompt_(new LinePrompt(this)) {
  setAccessibleName(tr("Concerns"));
  addActions();
  layOut();
  list_->setModel(model_);
  connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this,
          &ConcernsPanel::showCurrent);
  connect(list_, &CardListView::rowEntered, this, &ConcernsPanel::openCurrent);
  connect(shown_, &QComboBox::activated, this, &ConcernsPanel::reread);
  connect(prompt_, &LinePrompt::given, this, &ConcernsPanel::settle);
  connect(prompt_, &LinePrompt::closed, list_, qOverload<>(&QWidget::setFocus));
  connect(&session_, &Session::changed, this, [this](Parts parts) {
    if (parts & (Part::Concerns | Part::Documents | Part::Cases)) reread();
  });
  connect(&session_, &Session::filterChanged, this, &ConcernsPanel::reread);
  connect(&session_, &Session::projectChanged, this, &ConcernsPanel::reread);
  reread();
}

void ConcernsPanel::addActions() {
  open_ = addMenuAction(Menu::Go, "notes.open-concern", tr("&Open the passage of the concern"),
                        {Qt::Key_O}, tr("open"));
  connect(open_, &QAction::triggered, this, &ConcernsPanel::openCurrent);
  settle_ = addMenuAction(Menu::Document, "notes.settle-concern", tr("&Settle the concern…"),
                          {Qt::Key_S}, tr("settle"));
  connect(settle_, &QAction::triggered, this, &ConcernsPanel::askOutcome);
  reopen_ = addMenuAction(Menu::Document, "notes.reopen-concern", tr("Open the concern &again"),
                          {Qt::Key_R});
  connect(reopen_, &QAction::triggered, this, &ConcernsPanel::reopenCurrent);
  openButton_ = keyButton(open_, tr("Open in the transcript"));
  settleButton_ = keyButton(settle_, tr("Settle…"));
  reopenButton_ = keyButton(reopen_, tr("Open again"));
}

QWidget* ConcernsPanel::makeDetails() {
  QFont bold = place_->font();
  bold.setBold(true);
  place_->setFont(bold);
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(openButton_);
  buttons->addWidget(settleButton_);
  buttons->addWidget(reopenButton_);
  buttons->addStretch(1);
  auto* read = new QWidget;
  auto* lines = new QVBoxLayout(read);
  lines->setSpacing(10);
  lines->addWidget(place_);
  lines->addWidget(quote_);
  lines->addWidget(told_);
  lines->addLayout(buttons);
  lines->addStretch(1);
  auto* scrolled = new QScrollArea;
  scrolled->setWidget(read);
  scrolled->setWidgetResizable(true);
  scrolled->setFrameShape(QFrame::NoFrame);
  scrolled->setFocusPolicy(Qt::NoFocus);
  return scrolled;
}

void ConcernsPanel::layOut() {
  shown_->setAccessibleName(tr("Concerns to show"));
  shown_->addItem(tr("Open concerns"));
  shown_->addItem(tr("Settled concerns"));
  shown_->addItem(tr("All concerns"));
  base_->setContentsMargins(0, 0, 0, 0);
  auto* queue = new QWidget;
  auto* left = new QVBoxLayout(queue);
  setMirroredMargins(*left, kEdge, 0, 0, 0);
  left->addWidget(shown_, 0, Qt::AlignLeading);
  left->addWidget(base_);
  left->addWidget(list_, 1);
  auto* both = new QSplitter(Qt::Horizontal);
  both->setChildrenCollapsible(false);
  both->addWidget(queue);
  both->addWidget(makeDetails());
  both->setSizes({460, 600});
  column()->addWidget(both, 1);
  auto* where = new QuietLabel(
      tr("Concerns stay in this project: no export of excerpts, memos or the framework holds them. "
         "They go along where the project file itself is given away, and where somebody asks for "
         "them with “retold concern”."));
  where->setContentsMargins(kEdge, 2, kEdge, 6);
  column()->addWidget(where);
  setFocusProxy(list_);
}

void ConcernsPanel::reread() {
  std::vector<ConcernRow> every;
  if (session_.isOpen()) {
    session_.read([&](const Storage& storage) { every = concernRows(storage); });
  }
  const auto before = current();
  const auto shown = static_cast<Shown>(shown_->currentIndex());
  std::vector<ConcernRow> rows;
  for (const ConcernRow& row : every) {
    const bool wanted = shown == All || row.concern.settled == (shown == Settled);
    if (wanted && session_.passes(row.concern.document)) rows.push_back(row);
  }
  const int oldRow = list_->currentIndex().row();
  model_->setRows(std::move(rows));
  int row = before ? model_->rowOf(before->concern.id) : -1;
  if (row < 0) row = std::min(std::max(oldRow, 0), model_->rowCount() - 1);
  list_->showRow(row);
  showBase(every);
  showCurrent();
  emit countKnown(static_cast<quint64>(
      std::ranges::count_if(every, [](const ConcernRow& each) { return !each.concern.settled; })));
}

void ConcernsPanel::showBase(const std::vector<ConcernRow>& every) {
  const auto count = [&](auto which) {
    return static_cast<std::uint64_t>(std::ranges::count_if(every, which));
  };
  const std::uint64_t open = count([](const ConcernRow& row) { return !row.concern.settled; });
  const std::uint64_t hidden = count([&](const ConcernRow& row) {
    return !row.concern.settled && !session_.passes(row.concern.document);
  });
  QString base = tr("%1 open of %2")
                     .arg(grouped(open), counted(every.size(), tr("1 concern"), tr("%1 concerns")));
  if (hidden > 0) {
    base += kBetweenParts + counted(hidden, tr("1 open one is in a document that the filter hides"),
                                    tr("%1 open ones are in documents that the filter hides"));
  }
  base_->setText(base);
  list_->setPlaceholder(
      every.empty() ? tr("No concern was raised.\n\nWhere a passage makes you fear for a person, "
                         "select it on the Read page and press %1.")
                          .arg(keyOf("read.concern", Qt::Key_F4))
      : shown_->currentIndex() == Open
          ? tr("No concern is open here. Those that are settled are under “Settled concerns”.")
          : tr("No concern to show here."));
}

std::optional<ConcernRow> ConcernsPanel::current() const {
  const int row = list_->currentIndex().row();
  return row < 0 || row >= model_->rowCount() ? std::nullopt : std::optional(model_->rowAt(row));
}

void ConcernsPanel::showCurrent() {
  const auto row = current();
  showPossible();
  for (QWidget* part : {static_cast<QWidget*>(place_), static_cast<QWidget*>(quote_),
                        static_cast<QWidget*>(told_)}) {
    part->setVisible(row.has_value());
  }
  if (!row) return;
  const Concern& concern = row->concern;
  place_->setText(placeInLine(*row));
  quote_->setText(QStringLiteral("“%1”").arg(toQString(concern.quote)));
  QStringList told{
      tr("Raised by %1, %2").arg(apart(toQString(concern.coder)), timeInLine(concern.time))};
  if (!concern.note.empty()) told << toQString(concern.note);
  if (concern.settled) {
    const QString who = toQString(concern.settledBy);
    const QString when = timeInLine(concern.settledTime);
    told << (session_.isBlind() && who != session_.coder()
                 ? tr("Settled, %1: %2").arg(when, toQString(concern.outcome))
                 : tr("Settled by %1, %2: %3").arg(apart(who), when, toQString(concern.outcome)));
  }
  if (row->olderText) told << tr("The document has got another text since the concern was raised.");
  if (row->excluded) told << tr("The document was left out of the study.");
  told_->setText(told.join(QStringLiteral("\n\n")));
}

void ConcernsPanel::openCurrent() {
  const auto row = current();
  if (!row) return;
  ConcernPlace place{row->concern.text, row->concern.span, Standing::Exact};
  session_.read([&](const Storage& storage) { place = placeNow(storage, row->concern); });
  session_.openAt(row->concern.document, place.text, place.span);
  if (place.standing == Standing::Changed) {
    session_.say(tr("The text was read anew since: this is the place that is most alike"));
  }
}

void ConcernsPanel::askOutcome() {
  asked_ = current();
  if (!asked_) return;
  LineQuestion question;
  question.what = tr("What was done about %1?").arg(inQuotes(asked_->concern.quote));
  question.name = tr("What was done");
  question.hint = tr("for example: told the case manager on 12 March");
  prompt_->ask(question);
}

void ConcernsPanel::settle(const QString& outcome) {
  if (!asked_) return;
  const Concern concern = asked_->concern;
  const bool done = session_.change(Part::Concerns, [&](Storage& storage) {
    settleConcern(storage, concern, toUtf8(outcome), toUtf8(session_.coder()));
  });
  if (done) session_.say(tr("Settled: %1").arg(inQuotes(concern.quote)));
}

void ConcernsPanel::reopenCurrent() {
  const auto row = current();
  if (!row) return;
  const bool done = session_.change(Part::Concerns, [&](Storage& storage) {
    reopenConcern(storage, row->concern, toUtf8(session_.coder()));
  });
  if (done) session_.say(tr("Open again: %1").arg(inQuotes(row->concern.quote)));
}

void ConcernsPanel::showPossible() {
  const auto row = current();
  const bool open = row && !row->concern.settled;
  setPossible(open_, row.has_value());
  setPossible(settle_, open);
  setPossible(reopen_, row && row->concern.settled);
  openButton_->setVisible(row.has_value());
  settleButton_->setVisible(open);
  reopenButton_->setVisible(row && row->concern.settled);
}

}  // namespace retold
