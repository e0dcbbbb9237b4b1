#include "gui/views/start_page.h"

#include <QCommandLinkButton>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>

#include "gui/panel.h"
#include "gui/strings.h"

namespace retold {

namespace {

constexpr int kWidth = 620;
constexpr int kWeek = 7;

QLabel* heading(const QString& text, double factor) {
  auto* label = new QLabel(text);
  QFont font = label->font();
  font.setPointSizeF(font.pointSizeF() * factor);
  font.setBold(true);
  label->setFont(font);
  return label;
}

QPushButton* button(const QString& text, const QString& hint) {
  auto* made = new QPushButton(text);
  made->setMinimumSize(170, 40);
  made->setToolTip(hint);
  made->setAccessibleName(QString(text).remove(QChar(0x2026)).remove(QLatin1Char('&')));
  made->setAccessibleDescription(hint);
  return made;
}

}  // namespace

QString agoInWords(const QDateTime& time, const QDateTime& now) {
  if (!time.isValid()) return {};
  const qint64 days = time.date().daysTo(now.date());
  if (days <= 0) {
    return StartPage::tr("today at %1").arg(QLocale().toString(time.time(), QLocale::ShortFormat));
  }
  if (days == 1) return StartPage::tr("yesterday");
  if (days < kWeek) return StartPage::tr("%1 days ago").arg(QLocale().toString(days));
  return StartPage::tr("on %1").arg(QLocale().toString(time.date(), QLocale::LongFormat));
}

StartPage::StartPage(QWidget* parent)
    : QWidget(parent), recent_(new QVBoxLayout), recentBox_(new QWidget) {
  auto* what =
      new QLabel(tr("Find what people told in interview transcripts, judge it, and tag the "
                    "passages that show it. Everything stays on this computer."));
  what->setWordWrap(true);
  QPushButton* open = button(tr("&Open a project…"), tr("Choose a project file (.retold)"));
  open->setDefault(true);
  QPushButton* fresh =
      button(tr("&New project…"), tr("Make an empty project, then bring files in"));
  QPushButton* samples = button(tr("Try it with &samples…"),
                                tr("Makes a project with the sample interviews that come with "
                                   "Retold, so that everything can be tried"));
  connect(open, &QPushButton::clicked, this, &StartPage::openWanted);
  connect(fresh, &QPushButton::clicked, this, &StartPage::newWanted);
  connect(samples, &QPushButton::clicked, this, &StartPage::samplesWanted);
  auto* buttons = new QHBoxLayout;
  for (QPushButton* each : {open, fresh, samples}) buttons->addWidget(each);
  buttons->addStretch(1);
  auto* hint =
      new QuietLabel(tr("Or drop a project, or a folder with interviews, onto this window."));
  hint->setContentsMargins(0, 0, 0, 0);

  auto* recentColumn = new QVBoxLayout(recentBox_);
  recentColumn->setContentsMargins(0, 16, 0, 0);
  recentColumn->addWidget(heading(tr("Opened before"), 1));
  recentColumn->addLayout(recent_);

  auto* middle = new QWidget;
  middle->setMaximumWidth(kWidth);
  auto* column = new QVBoxLayout(middle);
  column->setSpacing(10);
  column->addStretch(1);
  column->addWidget(heading(QStringLiteral("Retold"), 2.2));
  column->addWidget(what);
  column->addSpacing(8);
  column->addLayout(buttons);
  column->addWidget(hint);
  column->addWidget(recentBox_);
  column->addStretch(2);

  auto* centred = new QWidget;
  auto* row = new QHBoxLayout(centred);
  row->addStretch(1);
  row->addWidget(middle, 10);
  row->addStretch(1);
  auto* area = new QScrollArea;
  area->setWidgetResizable(true);
  area->setFrameShape(QFrame::NoFrame);
  area->setFocusPolicy(Qt::NoFocus);
  area->setWidget(centred);
  auto* page = new QVBoxLayout(this);
  page->setContentsMargins(0, 0, 0, 0);
  page->addWidget(area);
  setFocusProxy(open);
}

QWidget* StartPage::rowOf(const RecentProject& project, const QDateTime& now) {
  const QFileInfo file(project.path);
  const QString folder = QDir::toNativeSeparators(file.absolutePath());
  const bool isThere = file.exists();
  const QString ago = agoInWords(project.opened, now);
  const QString state = isThere ? ago : tr("missing: it was moved or deleted");
  const QString below = state.isEmpty() ? folder : tr("%1 · %2").arg(folder, state);
  auto* open = new QCommandLinkButton(onButton(file.completeBaseName()), onButton(below));
  open->setEnabled(isThere);
  open->setToolTip(QDir::toNativeSeparators(project.path));
  open->setAccessibleName(isThere ? tr("Open %1 in %2").arg(file.fileName(), folder)
                                  : tr("%1 in %2 is missing").arg(file.fileName(), folder));
  connect(open, &QCommandLinkButton::clicked, this,
          [this, path = project.path] { emit projectWanted(path); });
  auto* row = new QWidget;
  auto* line = new QHBoxLayout(row);
  line->setContentsMargins(0, 0, 0, 0);
  line->addWidget(open, 1);
  if (!isThere) {
    auto* forget = new QToolButton;
    forget->setText(tr("Remove from this list"));
    forget->setAccessibleName(tr("Remove %1 from this list").arg(file.fileName()));
    connect(forget, &QToolButton::clicked, this,
            [this, path = project.path] { emit forgetWanted(path); });
    line->addWidget(forget);
  }
  return row;
}

void StartPage::setRecentProjects(const std::vector<RecentProject>& projects,
                                  const QDateTime& now) {
  while (QLayoutItem* item = recent_->takeAt(0)) {
    item->widget()->deleteLater();  // it may be the row whose button was just pressed
    item->widget()->hide();
    delete item;
  }
  for (const RecentProject& project : projects) recent_->addWidget(rowOf(project, now));
  recentBox_->setVisible(recent_->count() > 0);
}

}  // namespace retold
