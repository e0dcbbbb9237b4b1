#include "gui/views/start_page.h"

#include <QCommandLinkButton>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>

#include "gui/panel.h"

namespace retold {

namespace {
constexpr int kWidth = 520;
}

StartPage::StartPage(QWidget* parent)
    : QWidget(parent), recent_(new QVBoxLayout), recentBox_(new QWidget) {
  auto* title = new QLabel(QStringLiteral("Retold"));
  QFont large = title->font();
  large.setPointSizeF(large.pointSizeF() * 2.2);
  large.setBold(true);
  title->setFont(large);
  auto* what =
      new QLabel(tr("Find what people told in interview transcripts, judge it, and tag the "
                    "passages that show it. Everything stays on this computer."));
  what->setWordWrap(true);
  auto* open = new QPushButton(tr("Open a project…"));
  open->setDefault(true);
  open->setMinimumSize(180, 40);
  open->setAccessibleName(tr("Open a project"));
  connect(open, &QPushButton::clicked, this, &StartPage::openWanted);
  auto* hint = new QuietLabel;
  hint->setContentsMargins(0, 0, 0, 0);
  hint->setText(
      tr("A new project is made on the command line:\nretold new study.retold\n"
         "retold import study.retold FOLDER"));
  hint->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* before = new QLabel(tr("Opened before"));
  QFont bold = before->font();
  bold.setBold(true);
  before->setFont(bold);

  auto* recentColumn = new QVBoxLayout(recentBox_);
  recentColumn->setContentsMargins(0, 16, 0, 0);
  recentColumn->addWidget(before);
  recentColumn->addLayout(recent_);

  auto* middle = new QWidget;
  middle->setMaximumWidth(kWidth);
  auto* column = new QVBoxLayout(middle);
  column->setSpacing(10);
  column->addWidget(title);
  column->addWidget(what);
  column->addSpacing(8);
  column->addWidget(open, 0, Qt::AlignLeft);
  column->addWidget(hint);
  column->addWidget(recentBox_);

  auto* page = new QVBoxLayout(this);
  page->addStretch(1);
  auto* row = new QHBoxLayout;
  row->addStretch(1);
  row->addWidget(middle, 10);
  row->addStretch(1);
  page->addLayout(row);
  page->addStretch(2);
  setFocusProxy(open);
}

void StartPage::setRecentProjects(const QStringList& paths) {
  while (QLayoutItem* item = recent_->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  for (const QString& path : paths) {
    const QFileInfo file(path);
    if (!file.exists()) continue;
    auto* button = new QCommandLinkButton(file.fileName(), file.absolutePath());
    button->setAccessibleName(tr("Open %1 in %2").arg(file.fileName(), file.absolutePath()));
    connect(button, &QCommandLinkButton::clicked, this, [this, path] { emit projectWanted(path); });
    recent_->addWidget(button);
  }
  recentBox_->setVisible(recent_->count() > 0);
}

}  // namespace retold
