#include "gui/panels/import_dialog.h"

#include <QDialogButtonBox>
#include <QVBoxLayout>
#include <algorithm>
#include <climits>

#include "gui/strings.h"
#include "gui/views/veil.h"

namespace retold {

namespace {

constexpr std::size_t kMostRemarks = 1000;

std::vector<Diagnostic> remarksOf(const ImportOutcome& outcome) {
  std::vector<Diagnostic> all;
  if (outcome.files) all = outcome.files->diagnostics;
  if (outcome.cases) {
    all.insert(all.end(), outcome.cases->diagnostics.begin(), outcome.cases->diagnostics.end());
  }
  return all;
}

}  // namespace

ImportDialog::ImportDialog(Session& session, QWidget* parent)
    : QDialog(parent),
      session_(session),
      heading_(new QLabel(tr("Bringing files in"))),
      bar_(new QProgressBar),
      account_(new QLabel(progressInWords(0, 0, 0))),
      remarks_(new QListWidget),
      stop_(nullptr),
      files_(nullptr),
      close_(nullptr) {
  setWindowTitle(tr("Import"));
  setMinimumWidth(560);
  layOut();
  since_.start();
  connect(&session_, &Session::importProgressed, this, &ImportDialog::showProgress);
  connect(&session_, &Session::imported, this, &ImportDialog::showOutcome);
  connect(&session_, &Session::failed, this, &ImportDialog::showProblem);
  connect(&session_, &Session::importChanged, this, [this] {
    if (!session_.isStoppingImport()) return;
    stop_->setEnabled(false);
    account_->setText(tr("Finishing the file at hand… What is in is kept."));
  });
  connect(&session_, &Session::closing, this, &QObject::deleteLater);
}

void ImportDialog::layOut() {
  QFont bold = heading_->font();
  bold.setBold(true);
  heading_->setFont(bold);
  bar_->setRange(0, 0);
  bar_->setTextVisible(false);
  bar_->setAccessibleName(tr("Progress of the import"));
  account_->setTextFormat(Qt::PlainText);
  account_->setWordWrap(true);
  account_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  remarks_->setAccessibleName(tr("Remarks on files"));
  remarks_->setUniformItemSizes(true);
  remarks_->setTextElideMode(Qt::ElideRight);
  remarks_->hide();
  auto* buttons = new QDialogButtonBox;
  stop_ = buttons->addButton(tr("&Stop: keep what is in"), QDialogButtonBox::ActionRole);
  files_ = buttons->addButton(tr("All &files…"), QDialogButtonBox::ActionRole);
  close_ = buttons->addButton(QDialogButtonBox::Close);
  stop_->setAutoDefault(false);
  files_->setAutoDefault(false);
  files_->hide();
  connect(stop_, &QPushButton::clicked, &session_, &Session::stopImporting);
  connect(files_, &QPushButton::clicked, this, [this] {
    emit filesWanted();
    close();
  });
  connect(close_, &QPushButton::clicked, this, &QDialog::close);
  auto* column = new QVBoxLayout(this);
  column->addWidget(heading_);
  column->addWidget(bar_);
  column->addWidget(account_);
  column->addWidget(remarks_, 1);
  column->addStretch();
  column->addWidget(buttons);
}

void ImportDialog::showProgress(quint64 done, quint64 total) {
  if (session_.isStoppingImport()) return;
  bar_->setRange(0, static_cast<int>(std::min<quint64>(total, INT_MAX)));
  bar_->setValue(static_cast<int>(std::min<quint64>(done, INT_MAX)));
  constexpr double kThousand = 1000;
  account_->setText(
      progressInWords(done, total, static_cast<double>(since_.elapsed()) / kThousand));
}

void ImportDialog::showOutcome(const ImportOutcome& outcome) {
  const bool stopped = outcome.files && outcome.files->cancelled;
  end(stopped ? tr("Import stopped") : tr("Brought in"),
      accountInWords(outcome).join(QLatin1Char('\n')));
  const std::vector<Diagnostic> remarks = remarksOf(outcome);
  for (std::size_t at = 0; at < std::min(remarks.size(), kMostRemarks); ++at) {
    const QString line = toQString(toText(remarks[at]));
    const QString shown = session_.hidesText() ? withoutQuotes(line) : line;
    auto* item = new QListWidgetItem(onOneLine(shown), remarks_);
    item->setToolTip(shown);
  }
  if (remarks.size() > kMostRemarks) {
    remarks_->addItem(
        tr("… and %1 more: All files shows them").arg(grouped(remarks.size() - kMostRemarks)));
  }
  remarks_->setVisible(!remarks.empty());
  files_->setVisible(outcome.files.has_value());
}

void ImportDialog::showProblem(const Problem& problem) {
  if (session_.isImporting()) return;  // of something else
  end(tr("The import did not end well"),
      problem.hint.isEmpty() ? problem.what : problem.what + QLatin1Char('\n') + problem.hint);
}

void ImportDialog::end(const QString& heading, const QString& account) {
  disconnect(&session_, nullptr, this, nullptr);
  connect(&session_, &Session::closing, this, &QObject::deleteLater);
  heading_->setText(heading);
  account_->setText(account);
  bar_->hide();
  stop_->hide();
  close_->setDefault(true);
  close_->setFocus();
  setAttribute(Qt::WA_DeleteOnClose);
  if (isVisible()) return;
  setAttribute(Qt::WA_ShowWithoutActivating);  // somebody may be typing
  show();
}

}  // namespace retold
