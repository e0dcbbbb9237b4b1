#include "gui/panels/import_actions.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QStandardPaths>

#include "gui/panels/import_dialog.h"
#include "gui/panels/new_project_dialog.h"
#include "gui/strings.h"
#include "indexer/import/samples.h"
#include "indexer/store/backends.h"
#include "queries/lexicon/codebooks.h"

namespace retold {

namespace {

constexpr const char* kSamplesCodebook = "retrafficking";
constexpr qsizetype kMostRemarks = 12;

QString documentsFolder() {
  return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
}

bool isTable(const CasesReport& report) {
  return std::none_of(report.diagnostics.begin(), report.diagnostics.end(),
                      [](const Diagnostic& each) { return each.severity == Severity::Error; });
}

QString remarksOn(const CasesReport& report) {
  QStringList lines;
  for (const Diagnostic& each : report.diagnostics) lines << toQString(toText(each));
  const qsizetype more = lines.size() - kMostRemarks;
  if (more > 0) {
    lines = lines.mid(0, kMostRemarks);
    lines << ImportActions::tr("… and %1 more").arg(grouped(static_cast<std::uint64_t>(more)));
  }
  return lines.join(QLatin1Char('\n'));
}

}  // namespace

ImportActions::ImportActions(Session& session, Settings& settings, QWidget* window)
    : QObject(window), session_(session), settings_(settings), window_(window) {}

ImportActions::~ImportActions() = default;

void ImportActions::chooseFolder() {
  const QString folder = QFileDialog::getExistingDirectory(window_, tr("Folder with interviews"));
  if (!folder.isEmpty()) bringIn({folder});
}

void ImportActions::chooseFiles() {
  const QStringList files = QFileDialog::getOpenFileNames(window_, tr("Files with interviews"));
  if (!files.isEmpty()) take(files);
}

void ImportActions::chooseCases() {
  const QString table = QFileDialog::getOpenFileName(
      window_, tr("Table of cases"), {}, tr("Tables (*.csv *.tsv *.xlsx *.ods);;All files (*)"));
  if (!table.isEmpty()) offerCases(table, true);
}

void ImportActions::take(const QStringList& paths) {
  if (paths.isEmpty()) return;
  const QString first = paths.front();
  if (paths.size() == 1 && QFileInfo(first).suffix() == QStringLiteral("retold")) {
    emit projectWanted(first);
    return;
  }
  if (!session_.isOpen()) {
    const QFileInfo dropped(first);
    const QString name =
        dropped.isDir() ? dropped.fileName() : QFileInfo(dropped.absolutePath()).fileName();
    if (!makeProjectIn(dropped.absolutePath(), name)) return;
  }
  if (paths.size() == 1 && mayBeCaseTable(first)) {
    offerCases(first, false);
  } else {
    bringIn(paths);
  }
}

void ImportActions::makeProject() { (void)makeProjectIn(documentsFolder(), tr("Study")); }

bool ImportActions::makeProjectIn(const QString& folder, const QString& name) {
  NewProjectDialog dialog(folder, name, session_.coder(), window_);
  if (dialog.exec() != QDialog::Accepted) return false;
  settings_.setCoder(dialog.coder());
  session_.setCoder(dialog.coder());
  return create(dialog.path(), dialog.codebook());
}

bool ImportActions::create(const QString& path, const QString& codebook) {
  const auto problem = attempt([&] {
    (void)createProject(toUtf8(path), builtinCodebook(toUtf8(codebook)), toUtf8(session_.coder()));
  });
  if (problem) {
    emit session_.failed(*problem);
    return false;
  }
  emit projectWanted(path);
  return session_.isOpen() && session_.path() == QFileInfo(path).absoluteFilePath();
}

void ImportActions::trySamples() {
  const QString folder = QFileDialog::getExistingDirectory(
      window_, tr("Folder for the project with the samples"), documentsFolder());
  if (!folder.isEmpty()) trySamplesIn(folder);
}

void ImportActions::trySamplesIn(const QString& folder) {
  Samples samples;
  const auto problem = attempt([&] { samples = findSamples(); });
  if (problem) {
    emit session_.failed(*problem);
    return;
  }
  const QString path = QDir(folder).filePath(QStringLiteral("Retold samples.retold"));
  if (QFileInfo::exists(path)) {
    emit projectWanted(path);
    return;
  }
  if (!create(path, QLatin1String(kSamplesCodebook))) return;
  QStringList folders;
  for (const auto& each : samples.folders) folders << toQString(each.string());
  bringIn(folders, toQString(samples.cases.string()));
}

void ImportActions::bringIn(const QStringList& paths, const QString& cases) {
  ImportWish wish;
  for (const QString& path : paths) wish.files.paths.emplace_back(toUtf8(path));
  if (!cases.isEmpty()) wish.cases = toUtf8(cases);
  if (!session_.bringIn(std::move(wish))) return;
  delete dialog_;  // of an import before
  dialog_ = new ImportDialog(session_, window_);
  connect(dialog_, &ImportDialog::filesWanted, this, &ImportActions::filesWanted);
  dialog_->show();
}

void ImportActions::showProgress() {
  if (!dialog_) return;
  dialog_->show();
  dialog_->raise();
  dialog_->activateWindow();
}

void ImportActions::offerCases(const QString& table, bool isSure) {
  const auto work = [table = toUtf8(table), coder = toUtf8(session_.coder())](
                        const Storage& storage, Progress&) {
    CasesRequest request;
    request.file = table;
    request.coder = coder;
    return previewCases(storage, request);
  };
  preview_ = session_.start<CasesReport>(work, [this, table, isSure](const CasesReport& report) {
    const QString name = QFileInfo(table).fileName();
    if (isSure && !isTable(report)) {
      emit session_.failed({ErrorKind::Refused,
                            tr("%1 was not taken as a table of cases.").arg(name),
                            remarksOn(report)});
      return;
    }
    if (!isSure && (!isTable(report) || report.cases == 0)) {
      bringIn({table});
      return;
    }
    QMessageBox box(QMessageBox::Question, tr("Table of cases"),
                    tr("Is %1 a table of cases?").arg(name), QMessageBox::Cancel, window_);
    box.setInformativeText(
        tr("As cases: %1.\nNothing is changed yet.").arg(casesInWords(report, true)));
    if (!report.diagnostics.empty()) box.setDetailedText(remarksOn(report));
    QPushButton* asCases = box.addButton(tr("Take it as &cases"), QMessageBox::AcceptRole);
    QPushButton* asTexts = box.addButton(tr("It holds &interviews"), QMessageBox::ActionRole);
    box.setDefaultButton(asCases);
    box.exec();
    if (box.clickedButton() == asCases) bringIn({}, table);
    if (box.clickedButton() == asTexts) bringIn({table});
  });
}

}  // namespace retold
