#include "gui/main_window.h"

#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QInputDialog>
#include <QMessageBox>
#include <QMimeData>
#include <QStatusBar>
#include <QUrl>
#include <algorithm>
#include <utility>

#include "gui/lexicon_choices.h"
#include "gui/panels/boilerplate_dialog.h"
#include "gui/panels/files_dialog.h"
#include "gui/panels/history_dialog.h"
#include "gui/strings.h"
#include "gui/views/keys_dialog.h"
#include "gui/views/plain_labels.h"
#include "gui/views/transcript_view.h"

namespace retold {

MainWindow::MainWindow(Settings& settings, QWidget* parent)
    : QMainWindow(parent),
      settings_(settings),
      session_(settings.coder()),
      pages_(new QStackedWidget),
      start_(new StartPage),
      imports_(new ImportActions(session_, settings, this)),
      workspace_(new Workspace(session_)),
      undone_(new UndoGuide(session_, *workspace_, this)),
      readOnly_(new MessageBar),
      message_(new MessageBar),
      hints_(new KeyHints),
      coder_(new QLabel) {
  session_.setSettings(settings_);
  new PlainLabels(this);
  layOut();
  privacy_ = new Privacy(session_, settings_, *this);
  privacy_->drawVeils(*workspace_);
  addActions();
  for (const auto* added : {&privacy_->menuActions(), &workspace_->menuActions()}) {
    actions_.insert(actions_.end(), added->begin(), added->end());
  }
  shortcuts_ = std::make_unique<Shortcuts>(actions_, settings_);
  menus_ = std::make_unique<Menus>(*menuBar(), actions_);
  addRecentMenu();
  connect(workspace_, &Workspace::hinted, hints_, &KeyHints::showSpecial);
  connect(workspace_, &Workspace::pageChanged, this, &MainWindow::showPossible);
  connect(workspace_, &Workspace::possibleChanged, this, &MainWindow::showPossible);
  connectStart();
  connect(&session_, &Session::projectChanged, this, &MainWindow::showProject);
  connect(&session_, &Session::screeningChanged, this, [this] {
    if (session_.isScreening()) settings_.setWish(session_.key(), session_.wish());
  });
  connect(&session_, &Session::failed, this, &MainWindow::showProblem);
  connect(&session_, &Session::warned, this, [this](const QString& text) {
    message_->showMessage(Tone::Warning, privacy_->shown(text), {}, true);
  });
  connect(&session_, &Session::textHidingChanged, this, &MainWindow::hideWhatIsQuoted);
  connect(&session_, &Session::said, this, [this](const QString& text) {
    statusBar()->showMessage(privacy_->shown(text));
    if (text.size() > 0) message_->clear();
  });
  changeTextSize(0);
  showProject();
}

void MainWindow::connectStart() {
  connect(start_, &StartPage::openWanted, this, &MainWindow::chooseProject);
  connect(start_, &StartPage::newWanted, imports_, &ImportActions::makeProject);
  connect(start_, &StartPage::samplesWanted, imports_, &ImportActions::trySamples);
  connect(start_, &StartPage::projectWanted, this, &MainWindow::open);
  connect(start_, &StartPage::forgetWanted, this, [this](const QString& path) {
    settings_.removeRecentProject(path);
    showRecent();
  });
  connect(imports_, &ImportActions::projectWanted, this, &MainWindow::open);
  connect(imports_, &ImportActions::filesWanted, this,
          [this] { (new FilesDialog(session_, this))->show(); });
  connect(&session_, &Session::importProgressed, this, [this](quint64 done, quint64 total) {
    if (session_.isMakingIndex()) return readOnly_->setHint(documentsInWords(done, total));
    if (!session_.isStoppingImport()) readOnly_->setHint(progressInWords(done, total, 0));
  });
  connect(&session_, &Session::imported, this, [this](const ImportOutcome& outcome) {
    if (outcome.indexAnew) session_.say(tr("The word index was made anew"));
  });
  connect(&session_, &Session::importChanged, this, [this] {
    showReadOnly();
    showPossible();
    // The session has more to tell of an import that ended.
    if (!session_.isImporting()) {
      QMetaObject::invokeMethod(this, &MainWindow::goOnAfterImport, Qt::QueuedConnection);
    }
  });
}

bool MainWindow::waitsForImport(const std::function<void()>& then, const QString& what) {
  if (!session_.isImporting()) return false;
  afterImport_ = then;
  session_.stopImporting();
  statusBar()->showMessage(what);
  return true;
}

void MainWindow::goOnAfterImport() {
  if (session_.isImporting() || !afterImport_) return;
  const auto then = std::exchange(afterImport_, {});
  then();
}

void MainWindow::closeProject() {
  const bool waits = waitsForImport([this] { closeProject(); },
                                    tr("The project is closed as soon as the file at hand is in"));
  if (!waits) session_.close();
}

void MainWindow::showRecent() {
  std::vector<RecentProject> recent;
  for (const QString& path : settings_.recentProjects()) {
    recent.push_back({path, settings_.lastOpened(path)});
  }
  start_->setRecentProjects(recent, QDateTime::currentDateTime());
}

void MainWindow::layOut() {
  setAcceptDrops(true);
  setWindowTitle(QStringLiteral("Retold"));
  auto* middle = new QWidget;
  auto* column = new QVBoxLayout(middle);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(readOnly_);
  column->addWidget(message_);
  column->addWidget(pages_, 1);
  column->addWidget(hints_);
  pages_->addWidget(start_);
  pages_->addWidget(workspace_);
  setCentralWidget(middle);
  readOnly_->setObjectName(QStringLiteral("readOnlyBar"));
  message_->setObjectName(QStringLiteral("messageBar"));
  statusBar()->addPermanentWidget(coder_);
  statusBar()->setAccessibleName(tr("What was done last"));
  resize(1320, 820);
  restoreGeometry(settings_.geometry(QStringLiteral("window")));
  workspace_->restoreSizes(settings_);
}

QAction* MainWindow::add(Menu menu, const char* id, const QString& text,
                         const QList<QKeySequence>& keys, const QString& hint,
                         const std::function<void()>& what, Needs needs) {
  auto* action = new QAction(text, this);
  action->setObjectName(QLatin1String(id));
  action->setShortcuts(keys);
  connect(action, &QAction::triggered, this, what);
  actions_.push_back({menu, action, hint, std::nullopt, needs != Needs::Nothing});
  return action;
}

void MainWindow::addActions() {
  addImports();
  add(Menu::Project, "project.files", tr("&Files…"),
      {QKeySequence(Qt::ControlModifier | Qt::ShiftModifier | Qt::Key_F)}, {},
      [this] { (new FilesDialog(session_, this))->show(); });
  add(Menu::Project, "project.boilerplate", tr("&Boilerplate…"), {}, {},
      [this] { (new BoilerplateDialog(session_, this))->show(); });
  add(
      Menu::Project, "project.coder", tr("Your &name…"), {}, {}, [this] { chooseCoder(); },
      Needs::Nothing);
  add(Menu::Project, "project.close", tr("&Close project"), {QKeySequence::Close}, {},
      [this] { closeProject(); });
  add(
      Menu::Project, "project.quit", tr("&Quit"), {QKeySequence::Quit}, {}, [this] { close(); },
      Needs::Nothing);
  add(Menu::Edit, "edit.undo", tr("&Undo"), {QKeySequence::Undo}, tr("undo"),
      [this] { session_.undo(); });
  add(Menu::Edit, "edit.redo", tr("&Redo"),
      {QKeySequence(Qt::ControlModifier | Qt::ShiftModifier | Qt::Key_Z)}, {},
      [this] { session_.redo(); });
  undone_->setAction(add(Menu::Edit, "edit.show-undone", tr("Sho&w what was undone"),
                         {QKeySequence(Qt::ControlModifier | Qt::Key_J)}, {},
                         [this] { undone_->go(); }));
  add(Menu::Edit, "edit.history", tr("&History…"),
      {QKeySequence(Qt::ControlModifier | Qt::ShiftModifier | Qt::Key_H)}, {},
      [this] { (new HistoryDialog(session_, this))->show(); });
  addPages();
  add(
      Menu::View, "view.larger", tr("&Larger text"),
      {QKeySequence::ZoomIn, QKeySequence(Qt::CTRL | Qt::Key_Equal)}, {},
      [this] { changeTextSize(1); }, Needs::Nothing);
  add(
      Menu::View, "view.smaller", tr("&Smaller text"), {QKeySequence::ZoomOut}, {},
      [this] { changeTextSize(-1); }, Needs::Nothing);
  add(
      Menu::Help, "help.keys", tr("&Keys"), {QKeySequence::HelpContents}, {},
      [this] { showKeys(); }, Needs::Nothing);
}

void MainWindow::addImports() {
  add(
      Menu::Project, "project.new", tr("&New project…"), {QKeySequence::New}, {},
      [this] { imports_->makeProject(); }, Needs::Nothing);
  add(
      Menu::Project, "project.open", tr("&Open…"), {QKeySequence::Open}, {},
      [this] { chooseProject(); }, Needs::Nothing);
  add(
      Menu::Project, "project.samples", tr("&Try it with samples…"), {}, {},
      [this] { imports_->trySamples(); }, Needs::Nothing);
  add(Menu::Project, "project.import-folder", tr("&Import a folder…"),
      {QKeySequence(Qt::ControlModifier | Qt::Key_I)}, {}, [this] { imports_->chooseFolder(); });
  add(Menu::Project, "project.import-files", tr("Import f&iles…"),
      {QKeySequence(Qt::ControlModifier | Qt::ShiftModifier | Qt::Key_I)}, {},
      [this] { imports_->chooseFiles(); });
  add(Menu::Project, "project.import-cases", tr("Import a table of c&ases…"), {}, {},
      [this] { imports_->chooseCases(); });
}

void MainWindow::addPages() {
  int key = Qt::Key_1;
  for (const Page page : workspace_->shownPages()) {
    const QByteArray id = QByteArrayLiteral("go.page-") + QByteArray::number(key - Qt::Key_1 + 1);
    add(Menu::Go, id.constData(), Workspace::titleOf(page),
        {QKeySequence(QKeyCombination(Qt::ControlModifier, static_cast<Qt::Key>(key)))}, {},
        [this, page] { workspace_->show(page); });
    ++key;
  }
  add(Menu::Go, "go.back", tr("&Back to the page before"), {QKeySequence::Back}, {},
      [this] { workspace_->goBack(); });
}

void MainWindow::addRecentMenu() {
  QMenu& project = menus_->of(Menu::Project);
  auto* recent = new QMenu(tr("Open &before"), &project);
  connect(recent, &QMenu::aboutToShow, this, [this, recent] { fillRecentMenu(recent); });
  const QList<QAction*> entries = project.actions();
  const auto open = std::find_if(entries.begin(), entries.end(), [](const QAction* action) {
    return action->objectName() == QLatin1String("project.open");
  });
  project.insertMenu(open + 1 == entries.end() ? nullptr : *(open + 1), recent);
}

void MainWindow::fillRecentMenu(QMenu* menu) {
  menu->clear();
  for (const QString& path : settings_.recentProjects()) {
    menu->addAction(onButton(path), this, [this, path] { open(path); });
  }
  menu->addSeparator();
  menu->addAction(tr("&Forget these"), this, [this] {
    settings_.clearRecentProjects();
    showRecent();
  });
}

void MainWindow::open(const QString& path) {
  const bool waits =
      waitsForImport([this, path] { open(path); },
                     tr("The other project is opened as soon as the file at hand is in"));
  if (waits) return;
  message_->clear();
  if (!session_.open(path)) return;
  settings_.addRecentProject(path);
  session_.setWish(settings_.wish(session_.key()));
  session_.showNewestScreening();
}

void MainWindow::chooseProject() {
  const QString path = QFileDialog::getOpenFileName(
      this, tr("Open a project"), {}, tr("Retold projects (*.retold);;All files (*)"));
  if (!path.isEmpty()) open(path);
}

void MainWindow::chooseCoder() {
  bool accepted = false;
  const QString name =
      QInputDialog::getText(this, tr("Your name"),
                            tr("Codings and decisions are stored under this name:"),
                            QLineEdit::Normal, session_.coder(), &accepted)
          .trimmed();
  if (!accepted || name.isEmpty()) return;
  settings_.setCoder(name);
  session_.setCoder(name);
  showProject();
}

void MainWindow::showProject() {
  const bool open = session_.isOpen();
  pages_->setCurrentIndex(open ? 1 : 0);
  hints_->setVisible(open);
  showPossible();
  showRecent();
  coder_->setText(open ? tr("You are: %1").arg(session_.coder()) : QString());
  setWindowTitle(open ? tr("%1 - Retold").arg(session_.name()) : QStringLiteral("Retold"));
  showReadOnly();
  showStaleIndex();
  statusBar()->clearMessage();
  pages_->currentWidget()->setFocus();
  if (open) workspace_->show(Page::Read);
}

void MainWindow::showStaleIndex() {
  if (!session_.isOpen() || !session_.info().indexIsStale || session_.isImporting()) return;
  std::vector<MessageButton> buttons;
  if (!session_.isReadOnly()) {
    buttons.push_back({tr("Make the index a&new"), [this] {
                         ImportWish wish;
                         wish.indexAnew = true;
                         if (session_.bringIn(std::move(wish))) message_->clear();
                       }});
  }
  message_->showMessage(
      Tone::Warning, tr("The word index of this project was made by another version of Retold."),
      session_.isReadOnly()
          ? tr("Whoever can write in it makes the index anew. Until then nothing can be looked for "
               "in the texts, and no files can be brought in.")
          : tr("Make it anew: until then nothing can be looked for in the texts, and no files can "
               "be brought in. Nothing else in the project changes."),
      true, std::move(buttons));
}

void MainWindow::showImport() {
  if (session_.isMakingIndex()) {
    readOnly_->showMessage(Tone::Plain,
                           tr("The word index is being made anew: one can read meanwhile, but not "
                              "decide or tag."),
                           documentsInWords(0, 0), false);
    return;
  }
  if (session_.isStoppingImport()) {
    readOnly_->showMessage(Tone::Plain, tr("Finishing the file at hand…"),
                           tr("What is in is kept."), false);
    return;
  }
  readOnly_->showMessage(Tone::Plain,
                         tr("Files are being brought into this project: one can read meanwhile, "
                            "but not decide or tag."),
                         progressInWords(0, 0, 0), false,
                         {{tr("S&top: keep what is in"), [this] { session_.stopImporting(); }},
                          {tr("Sho&w…"), [this] { imports_->showProgress(); }}});
}

void MainWindow::showReadOnly() {
  const bool open = session_.isOpen();
  if (open && session_.isImporting()) {
    showImport();
  } else if (open && session_.isReadOnly()) {
    readOnly_->showMessage(
        Tone::Warning,
        tr("This project is open for reading only: nothing can be decided or tagged."),
        whyReadOnly(session_.info().readOnlyReason), false,
        {{tr("Try again to &write"), [this] { tryToWrite(); }}});
  } else {
    readOnly_->clear();
  }
}

void MainWindow::tryToWrite() {
  if (const auto problem = session_.whyNotWritable()) {
    if (session_.rereadIfChanged()) session_.say(tr("What others stored meanwhile is shown"));
    showProblem(*problem);
    return;
  }
  const Page page = workspace_->page();
  const Filter filter = session_.filter();
  const auto document = session_.document();
  open(session_.path());
  if (!session_.isOpen()) return;
  if (!filter.empty()) session_.setFilter(filter);
  if (document) session_.show(document->document().id);
  workspace_->show(page);
  if (!session_.isReadOnly()) session_.say(tr("This project can be changed now"));
}

void MainWindow::changeEvent(QEvent* event) {
  QMainWindow::changeEvent(event);
  if (event->type() == QEvent::ActivationChange && isActiveWindow() && session_.rereadIfChanged()) {
    session_.say(tr("What others stored meanwhile is shown"));
  }
}

void MainWindow::showPossible() {
  const auto page = session_.isOpen() ? std::optional(workspace_->page()) : std::nullopt;
  hints_->setActions(menus_->show(page));
}

void MainWindow::showProblem(const Problem& problem) {
  if (problem.kind == ErrorKind::StaleIndex) return showStaleIndex();  // with what mends it
  message_->showMessage(Tone::Bad, privacy_->shown(asSentence(problem.what)),
                        privacy_->shown(asSentence(problem.hint)), true);
}

void MainWindow::hideWhatIsQuoted() {
  if (!session_.hidesText()) return;
  statusBar()->showMessage(withoutQuotes(statusBar()->currentMessage()));
  message_->leaveOut(withoutQuotes);
}

void MainWindow::changeTextSize(int by) {
  constexpr int kLargest = 14;
  const int steps = std::clamp(settings_.textSteps() + by, -4, kLargest);
  if (by != 0) settings_.setTextSteps(steps);
  for (TranscriptView* view : findChildren<TranscriptView*>()) view->setTextSteps(steps);
}

void MainWindow::showKeys() {
  auto* dialog = new KeysDialog(*shortcuts_, this);
  connect(dialog, &KeysDialog::keysChanged, this, &MainWindow::showPossible);
  dialog->show();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  const QList<QUrl> urls = event->mimeData()->urls();
  const bool anyFile =
      std::any_of(urls.begin(), urls.end(), [](const QUrl& url) { return url.isLocalFile(); });
  if (anyFile) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  QStringList paths;
  for (const QUrl& url : event->mimeData()->urls()) {
    if (url.isLocalFile()) paths << url.toLocalFile();
  }
  event->acceptProposedAction();
  if (!paths.isEmpty()) imports_->take(paths);
}

void MainWindow::closeEvent(QCloseEvent* event) {
  const bool waits = waitsForImport([this] { close(); },
                                    tr("The window closes as soon as the file at hand is in"));
  if (waits) return event->ignore();
  if (QWidget* focused = focusWidget()) focused->clearFocus();  // what is typed there is saved
  settings_.setGeometry(QStringLiteral("window"), saveGeometry());
  workspace_->saveSizes(settings_);
  session_.close();
  QMainWindow::closeEvent(event);
}

}  // namespace retold
