#include "gui/workspace.h"

#include <QCoreApplication>
#include <QFocusEvent>
#include <QPointer>
#include <QSignalBlocker>
#include <algorithm>

#include "gui/panels.h"

namespace retold {

namespace {

constexpr int kNarrowest = 30;  // letters
constexpr std::size_t kMostBefore = 30;

/// A column of a page: its width in letters where nobody chose another one.
struct Column {
  Place place;
  int width;
};
constexpr Column kColumns[] = {{Place::Left, 47}, {Place::Centre, 86}, {Place::Right, 47}};

/// Gives the keyboard on to the control of a panel that it said it begins with. A focus proxy would
/// do so too, but Tab then leaves out what stands before that control and goes no further behind
/// it.
class Start final : public QObject {
 public:
  static void takeOver(Panel* panel) {
    QWidget* first = panel->focusProxy();
    if (first == nullptr) return;
    panel->setFocusProxy(nullptr);
    panel->installEventFilter(new Start(panel, first));
  }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (event->type() == QEvent::FocusIn) start(static_cast<QFocusEvent*>(event)->reason());
    return QObject::eventFilter(watched, event);
  }

 private:
  Start(Panel* panel, QWidget* first) : QObject(panel), panel_(panel), first_(first) {}

  void start(Qt::FocusReason reason) {
    QWidget* at = first_;
    if (at == nullptr || !at->isVisible()) {
      at = panel_->nextInFocusChain();
      while (at != panel_ && !(panel_->isAncestorOf(at) && at->isVisible() && at->isEnabled() &&
                               (at->focusPolicy() & Qt::TabFocus))) {
        at = at->nextInFocusChain();
      }
    }
    if (at != panel_) at->setFocus(reason);
  }

  Panel* panel_;
  QPointer<QWidget> first_;
};

}  // namespace

Workspace::Workspace(Session& session, QWidget* parent)
    : QWidget(parent),
      session_(session),
      tabs_(new QTabBar),
      filter_(new FilterBar(session)),
      stack_(new QStackedWidget) {
  tabs_->setObjectName(QStringLiteral("pages"));
  tabs_->setAccessibleName(tr("Pages"));
  tabs_->setDocumentMode(true);
  tabs_->setDrawBase(true);
  tabs_->setExpanding(false);
  for (const PageRow& row : pages()) {
    const auto own = panels();
    if (std::none_of(own.begin(), own.end(),
                     [&](const PanelRow& panel) { return panel.page == row.page; })) {
      continue;
    }
    shown_.push_back(row.page);
    stack_->addWidget(makePage(row));
    tabs_->addTab(titleOf(row.page));
  }
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(tabs_);
  column->addWidget(filter_);
  column->addWidget(stack_, 1);
  addFilterActions();
  connect(tabs_, &QTabBar::currentChanged, this, &Workspace::changePage);
  connect(&session_, &Session::readingWanted, this, [this] { show(Page::Read); });
  connect(&session_, &Session::excerptsWanted, this, [this] { show(Page::Excerpts); });
  connect(&session_, &Session::codeWanted, this, [this] { show(Page::Codebook); });
  connect(&session_, &Session::memoWanted, this, [this] { show(Page::Notes); });
  connect(&session_, &Session::projectChanged, this, [this] { before_.clear(); });
}

void Workspace::addFilterActions() {
  const auto add = [this](const char* id, const QString& text, const QList<QKeySequence>& keys,
                          auto what) {
    auto* action = new QAction(text, this);
    action->setObjectName(QLatin1String(id));
    action->setShortcuts(keys);
    connect(action, &QAction::triggered, filter_, what);
    actions_.push_back({Menu::Go, action, {}});
  };
  add("go.add-filter", tr("Add &filter…"),
      {QKeySequence(Qt::ControlModifier | Qt::ShiftModifier | Qt::Key_L)},
      &FilterBar::chooseCondition);
  add("go.clear-filter", tr("Look at &all documents"), {}, &FilterBar::clear);
}

QString Workspace::titleOf(Page page) {
  const auto all = pages();
  const auto row = std::find_if(all.begin(), all.end(),
                                [page](const PageRow& each) { return each.page == page; });
  return QCoreApplication::translate("retold::Workspace", row->title);
}

QSplitter* Workspace::makePage(const PageRow& page) {
  const QString name = QLatin1String(page.name);
  auto* columns = new QSplitter(Qt::Horizontal);
  columns->setObjectName(name);
  columns->setChildrenCollapsible(false);
  splits_[name] = columns;
  const int letter = fontMetrics().averageCharWidth();
  QList<int> widths;
  for (const Column& column : kColumns) {
    auto* stack = new QSplitter(Qt::Vertical);
    stack->setChildrenCollapsible(false);
    for (const PanelRow& row : panels()) {
      if (row.page != page.page || row.place != column.place) continue;
      Panel* panel = row.make(session_, stack);
      panel->setObjectName(QLatin1String(row.name));
      panel->setMinimumWidth(kNarrowest * letter);
      stack->addWidget(panel);
      stack->setStretchFactor(stack->count() - 1, row.share);
      for (Panel* inner : panel->findChildren<Panel*>()) Start::takeOver(inner);
      Start::takeOver(panel);
      for (MenuAction entry : panel->menuActions()) {
        entry.page = page.page;
        actions_.push_back(entry);
      }
      connect(panel, &Panel::hinted, this, &Workspace::hinted);
      connect(panel, &Panel::possibleChanged, this, &Workspace::possibleChanged);
      connect(panel, &Panel::badged, this,
              [this, tab = tabs_->count(), title = titleOf(page.page)](const QString& badge,
                                                                       const QString& meaning) {
                tabs_->setTabText(tab, badge.isEmpty() ? title : tr("%1 (%2)").arg(title, badge));
                tabs_->setTabToolTip(tab, meaning);
                tabs_->setAccessibleTabName(
                    tab, meaning.isEmpty() ? QString() : tr("%1: %2").arg(title, meaning));
              });
    }
    if (stack->count() == 0) {
      delete stack;
      continue;
    }
    splits_[QStringLiteral("%1/%2").arg(name).arg(columns->count())] = stack;
    columns->addWidget(stack);
    columns->setStretchFactor(columns->count() - 1, column.place == Place::Centre ? 1 : 0);
    widths << column.width * letter;
  }
  columns->setSizes(widths);
  return columns;
}

Page Workspace::page() const { return shown_[static_cast<std::size_t>(stack_->currentIndex())]; }

void Workspace::show(Page page) {
  const auto at = std::find(shown_.begin(), shown_.end(), page);
  if (at == shown_.end()) return;
  tabs_->setCurrentIndex(static_cast<int>(at - shown_.begin()));
  const auto all = panels();
  const auto first = std::find_if(all.begin(), all.end(),
                                  [page](const PanelRow& row) { return row.page == page; });
  if (auto* panel = findChild<Panel*>(QLatin1String(first->name))) panel->setFocus();
}

void Workspace::goBack() {
  if (before_.empty()) return;
  const int index = before_.back();
  before_.pop_back();
  const QSignalBlocker quiet(tabs_);
  tabs_->setCurrentIndex(index);
  stack_->setCurrentIndex(index);
  show(page());
  emit pageChanged(page());
}

void Workspace::changePage(int index) {
  before_.push_back(stack_->currentIndex());
  if (before_.size() > kMostBefore) before_.erase(before_.begin());
  stack_->setCurrentIndex(index);
  emit pageChanged(page());
}

void Workspace::restoreSizes(const Settings& settings) {
  for (auto each = splits_.begin(); each != splits_.end(); ++each) {
    each.value()->restoreState(settings.geometry(each.key()));
  }
}

void Workspace::saveSizes(Settings& settings) const {
  for (auto each = splits_.begin(); each != splits_.end(); ++each) {
    settings.setGeometry(each.key(), each.value()->saveState());
  }
}

}  // namespace retold
