#include "gui/panels/notes_panel.h"

#include "gui/panels/concerns_panel.h"
#include "gui/panels/framework_panel.h"
#include "gui/panels/memos_panel.h"
#include "gui/panels/newer_text_panel.h"
#include "gui/strings.h"

namespace retold {

NotesPanel::NotesPanel(Session& session, QWidget* parent)
    : Panel({}, parent), session_(session), tabs_(new QTabBar), stack_(new QStackedWidget) {
  setAccessibleName(tr("Notes"));
  tabs_->setAccessibleName(tr("Kinds of notes"));
  tabs_->setObjectName(QStringLiteral("kinds"));
  tabs_->setExpanding(false);
  tabs_->setDrawBase(false);
  tabs_->setContentsMargins(10, 4, 10, 0);
  auto* row = new QHBoxLayout;
  row->setContentsMargins(10, 6, 10, 4);
  row->addWidget(tabs_);
  row->addStretch(1);
  column()->addLayout(row);
  column()->addWidget(stack_, 1);

  auto* memos = new MemosPanel(session, stack_);
  auto* concerns = new ConcernsPanel(session, stack_);
  auto* newer = new NewerTextPanel(session, stack_);
  auto* framework = new FrameworkPanel(session, stack_);
  add(memos, "notes.show-memos", tr("Memos"));
  add(concerns, "notes.show-concerns", tr("Concerns"));
  add(newer, "notes.show-newer-texts", tr("Newer texts"));
  add(framework, "notes.show-framework", tr("Framework"));
  connect(memos, &MemosPanel::countKnown, this, [this](quint64 count) {
    showCount(0, count, counted(count, tr("1 memo"), tr("%1 memos")));
  });
  connect(concerns, &ConcernsPanel::countKnown, this, [this](quint64 open) {
    const QString words = counted(open, tr("1 open concern"), tr("%1 open concerns"));
    showCount(1, open, words);
    emit badged(open == 0 ? QString() : grouped(open), open == 0 ? QString() : words);
  });
  connect(newer, &NewerTextPanel::countKnown, this, [this](quint64 waiting) {
    showCount(2, waiting, counted(waiting, tr("1 coding waits"), tr("%1 codings wait")));
  });
  connect(tabs_, &QTabBar::currentChanged, this, &NotesPanel::bringToFront);
  connect(&session_, &Session::memoWanted, this, [this] { tabs_->setCurrentIndex(0); });
  connect(&session_, &Session::projectChanged, this, [this] {
    for (int index = 0; index < tabs_->count(); ++index) {
      if (index != 1) showCount(index, 0, {});
    }
  });
  bringToFront(0);
  concerns->reread();
}

void NotesPanel::add(Panel* part, const char* id, const QString& title) {
  const int index = tabs_->addTab(title);
  titles_ << title;
  stack_->addWidget(part);
  parts_.push_back(part);
  adopt(*part);
  const QKeySequence key(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + index));
  QAction* show = addMenuAction(Menu::Go, id, title, {key});
  tabs_->setTabToolTip(
      index, QStringLiteral("%1 (%2)").arg(title, key.toString(QKeySequence::NativeText)));
  connect(show, &QAction::triggered, this, [this, index] {
    tabs_->setCurrentIndex(index);
    parts_[static_cast<std::size_t>(index)]->setFocus(Qt::ShortcutFocusReason);
  });
}

void NotesPanel::bringToFront(int index) {
  stack_->setCurrentIndex(index);
  for (std::size_t at = 0; at < parts_.size(); ++at) {
    parts_[at]->setInFront(static_cast<int>(at) == index);
  }
}

void NotesPanel::showCount(int index, quint64 count, const QString& words) {
  const QString title = titles_[index];
  tabs_->setTabText(index, count == 0 ? title : tr("%1 (%2)").arg(title, grouped(count)));
  tabs_->setAccessibleTabName(index, count == 0 ? title : tr("%1: %2").arg(title, words));
}

}  // namespace retold
