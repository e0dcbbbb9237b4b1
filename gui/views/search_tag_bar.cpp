#include "gui/views/search_tag_bar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

#include "gui/keys.h"
#include "gui/strings.h"
#include "gui/views/search_words.h"

namespace retold {

QString inWords(const TagPlan& plan) {
  QStringList parts;
  if (plan.passages.empty()) {
    parts << SearchTagBar::tr("There is nothing to tag");
  } else {
    const QString passages = counted(plan.passages.size(), SearchTagBar::tr("1 passage"),
                                     SearchTagBar::tr("%1 passages"));
    parts << (plan.documents == 1
                  ? SearchTagBar::tr("%1 in 1 document").arg(passages)
                  : SearchTagBar::tr("%1 in %2 documents").arg(passages, inDigits(plan.documents)));
  }
  if (plan.already > 0)
    parts << counted(plan.already, SearchTagBar::tr("1 is tagged with it already: passed over"),
                     SearchTagBar::tr("%1 are tagged with it already: passed over"));
  if (plan.same > 0)
    parts << counted(plan.same, SearchTagBar::tr("1 hit stands in the same passage as another"),
                     SearchTagBar::tr("%1 hits stand in the same passages as others"));
  if (plan.older > 0)
    parts << counted(plan.older,
                     SearchTagBar::tr("1 stands in a text that was replaced: passed over"),
                     SearchTagBar::tr("%1 stand in texts that were replaced: passed over"));
  return parts.join(QStringLiteral("; ")) + QLatin1Char('.');
}

SearchTagBar::SearchTagBar(QWidget* parent)
    : QFrame(parent),
      what_(new QLabel),
      stretch_(new QComboBox),
      plan_(new QLabel),
      tag_(new QPushButton(tr("Tag"))) {
  setFrameShape(QFrame::StyledPanel);
  setAccessibleName(tr("Tag the ticked hits"));
  what_->setTextFormat(Qt::PlainText);
  plan_->setTextFormat(Qt::PlainText);
  plan_->setWordWrap(true);
  plan_->setObjectName(QStringLiteral("plan"));
  stretch_->setAccessibleName(tr("How much around a hit is tagged"));
  stretch_->addItem(tr("the hit itself"), static_cast<int>(Stretch::Hit));
  stretch_->addItem(tr("its sentence"), static_cast<int>(Stretch::Sentence));
  stretch_->addItem(tr("all of its turn"), static_cast<int>(Stretch::Turn));
  tag_->setDefault(true);
  auto* leave = new QPushButton(tr("Cancel"));
  leave->setToolTip(tr("Leaves everything as it was (Esc)"));
  auto* row = new QHBoxLayout;
  row->addWidget(what_, 1);
  row->addWidget(stretch_);
  row->addWidget(tag_);
  row->addWidget(leave);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(10, 6, 10, 6);
  column->addLayout(row);
  column->addWidget(plan_);
  connect(stretch_, &QComboBox::activated, this, &SearchTagBar::stretchChanged);
  connect(tag_, &QPushButton::clicked, this, &SearchTagBar::accepted);
  connect(leave, &QPushButton::clicked, this, &SearchTagBar::left);
  hide();
}

void SearchTagBar::open(const QString& code) {
  what_->setText(tr("Tag with “%1”").arg(code));
  showCounting();
  show();
  stretch_->setFocus();
}

Stretch SearchTagBar::stretch() const {
  return static_cast<Stretch>(stretch_->currentData().toInt());
}

void SearchTagBar::showCounting() {
  tag_->setToolTip(tr("Tags all of them in one step; %1 takes all back (Enter)").arg(undoKey()));
  plan_->setText(tr("Counting the passages…"));
  tag_->setEnabled(false);
}

void SearchTagBar::showPlan(const TagPlan& plan) {
  plan_->setText(inWords(plan));
  tag_->setEnabled(!plan.passages.empty());
  setAccessibleDescription(plan_->text());
}

void SearchTagBar::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (tag_->isEnabled()) emit accepted();
      return;
    case Qt::Key_Escape:
      emit left();
      return;
    default:
      QFrame::keyPressEvent(event);
  }
}

}  // namespace retold
