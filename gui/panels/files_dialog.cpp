#include "gui/panels/files_dialog.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/panel.h"
#include "gui/strings.h"

namespace retold {

namespace {

QString sumsInWords(const Accounting& sums) {
  QString text = FilesDialog::tr(
                     "%1 files given = %2 read + %3 the same as another + %4 that could "
                     "not be read + %5 left out")
                     .arg(grouped(sums.given), grouped(sums.read), grouped(sums.duplicate),
                          grouped(sums.unreadable), grouped(sums.excluded));
  if (sums.interruptedImport) {
    text += QLatin1Char('\n') +
            FilesDialog::tr("An import was stopped before its end: more files may be waiting.");
  }
  return text;
}

}  // namespace

FilesDialog::FilesDialog(Session& session, QWidget* parent)
    : QDialog(parent),
      session_(session),
      files_(new FileList(this)),
      selection_(new FileSelection(files_, this)),
      sums_(new QLabel),
      group_(new QComboBox),
      table_(new QTableView) {
  setWindowTitle(tr("Files"));
  setAttribute(Qt::WA_DeleteOnClose);
  resize(1000, 560);
  sums_->setTextFormat(Qt::PlainText);
  sums_->setWordWrap(true);
  sums_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  group_->setAccessibleName(tr("Files to show"));
  table_->setAccessibleName(tr("Files"));
  table_->setModel(selection_);
  table_->setSortingEnabled(true);
  table_->sortByColumn(FileList::Outcome, Qt::AscendingOrder);
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table_->setShowGrid(false);
  table_->setAlternatingRowColors(true);
  table_->setWordWrap(false);
  table_->setTabKeyNavigation(false);
  table_->setTextElideMode(Qt::ElideMiddle);
  table_->verticalHeader()->hide();
  table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
  table_->horizontalHeader()->setSectionResizeMode(FileList::Remarks, QHeaderView::Stretch);
  const int letter = fontMetrics().averageCharWidth();
  table_->setColumnWidth(FileList::Name, 30 * letter);
  table_->setColumnWidth(FileList::Outcome, 34 * letter);
  table_->setColumnWidth(FileList::Language, 22 * letter);
  table_->setColumnWidth(FileList::Size, 14 * letter);

  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);  // Enter opens the file
  QPushButton* copyText = buttons->addButton(tr("&Copy as text"), QDialogButtonBox::ActionRole);
  copyText->setAutoDefault(false);
  connect(copyText, &QPushButton::clicked, this, &FilesDialog::copy);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
  auto* show = new QHBoxLayout;
  show->addWidget(new QLabel(tr("Show")));
  show->addWidget(group_);
  show->addStretch(1);
  auto* column = new QVBoxLayout(this);
  column->addWidget(sums_);
  column->addLayout(show);
  column->addWidget(table_, 1);
  column->addWidget(buttons);
  connect(group_, &QComboBox::currentIndexChanged, this, &FilesDialog::showGroup);
  connect(table_, &QTableView::activated, this, &FilesDialog::open);
  connect(&session_, &Session::projectChanged, this, &QDialog::close);
  connect(&session_, &Session::changed, this, [this](Parts parts) {
    if (parts & Part::Documents) read();
  });
  read();
  table_->setFocus();
}

void FilesDialog::read() {
  if (files_->rowCount() == 0) sums_->setText(tr("The list of files is being read."));
  struct Read {
    std::vector<FileRecord> files;
    FileList::Ranks ranks;
  };
  reading_ = session_.start<Read>(
      [](const Storage& storage, Progress&) {
        Read read{storage.files(), {}};
        read.ranks = FileList::ranksOf(read.files);
        return read;
      },
      [this](Read read) { fill(std::move(read.files), std::move(read.ranks)); });
}

void FilesDialog::open(const QModelIndex& at) {
  const FileRecord file = files_->fileAt(selection_->mapToSource(at).row());
  const auto document = file.document ? session_.storedDocument(*file.document) : std::nullopt;
  if (!document) {
    session_.say(tr("%1 has no text that could be shown").arg(apart(toQString(file.name))));
    return;
  }
  session_.openAt(document->id, document->text, {});
  parentWidget()->activateWindow();
}

void FilesDialog::fill(std::vector<FileRecord> files, FileList::Ranks ranks) {
  files_->setFiles(std::move(files), std::move(ranks));
  sums_->setText(sumsInWords(session_.accounting()));
  const QVariant shown = group_->currentData();
  const QSignalBlocker quiet(group_);
  group_->clear();
  group_->addItem(tr("all files: %1").arg(grouped(static_cast<std::uint64_t>(files_->rowCount()))),
                  -1);
  for (const FileGroup group : kFileGroups) {
    std::uint64_t count = 0;
    for (int row = 0; row < files_->rowCount(); ++row)
      count += groupOf(files_->fileAt(row)) == group;
    if (count == 0) continue;
    group_->addItem(QStringLiteral("%1: %2").arg(wordsFor(group), grouped(count)),
                    static_cast<int>(group));
  }
  group_->setCurrentIndex(std::max(0, group_->findData(shown)));
  showGroup();
}

void FilesDialog::showGroup() {
  const int wanted = group_->currentData().toInt();
  selection_->setGroup(wanted < 0 ? std::nullopt : std::optional(static_cast<FileGroup>(wanted)));
}

void FilesDialog::copy() {
  QGuiApplication::clipboard()->setText(selection_->asText());
  session_.say(tr("Copied %1 files as text")
                   .arg(grouped(static_cast<std::uint64_t>(selection_->rowCount()))));
}

}  // namespace retold
