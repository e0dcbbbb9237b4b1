// What the menu of the codebook page does.
#include <QFile>
#include <QFileDialog>

#include "gui/code_label.h"
#include "gui/panels/codebook_dialogs.h"
#include "gui/panels/codebook_panel.h"
#include "gui/strings.h"
#include "gui/views/chooser.h"
#include "gui/views/save_file.h"
#include "indexer/text/decode.h"
#include "queries/codebook/editing.h"
#include "queries/codebook/exchange.h"
#include "queries/lexicon/codebooks.h"

namespace retold {

void CodebookPanel::addActions() {
  const auto on = [this](QAction* action, auto work) {
    connect(action, &QAction::triggered, this, work);
    tree_->addAction(action);
    return action;
  };
  new_ = on(addMenuAction(Menu::Edit, "codebook.new", tr("&New code…"), {Qt::Key_N}, tr("new")),
            [this] { askNew(currentPath().section(QLatin1Char('/'), 0, -2)); });
  newBelow_ = on(addMenuAction(Menu::Edit, "codebook.new-below", tr("New code &below…"),
                               {QKeySequence(Qt::SHIFT | Qt::Key_N)}),
                 [this] { askNew(currentPath()); });
  move_ = on(addMenuAction(Menu::Edit, "codebook.move", tr("&Move…"), {Qt::Key_M}, tr("move")),
             &CodebookPanel::askMove);
  merge_ = on(addMenuAction(Menu::Edit, "codebook.merge", tr("Merge &into another code…"),
                            {Qt::Key_G}, tr("merge")),
              &CodebookPanel::askMerge);
  split_ = on(addMenuAction(Menu::Edit, "codebook.split", tr("&Split…"), {Qt::Key_S}, tr("split")),
              &CodebookPanel::askSplit);
  retire_ =
      on(addMenuAction(Menu::Edit, "codebook.retire", tr("Re&tire"), {Qt::Key_R}, tr("retire")),
         &CodebookPanel::toggleRetired);
  remove_ = on(addMenuAction(Menu::Edit, "codebook.remove", tr("Remo&ve from the codebook"),
                             {QKeySequence::Delete}),
               &CodebookPanel::removeCurrent);
  memo_ = on(addMenuAction(Menu::Edit, "codebook.write-memo", tr("Write a mem&o on the code"),
                           {QKeySequence(Qt::CTRL | Qt::Key_M)}),
             [this] {
               if (const Code* code = current()) {
                 session_.askMemo(code->id, tr("code %1").arg(apart(codeLabel(*code))));
               }
             });
  save_ =
      addMenuAction(Menu::Edit, "codebook.save", tr("Sa&ve what is typed"), {QKeySequence::Save});
  connect(save_, &QAction::triggered, editor_, &CodeEditor::save);
  builtin_ = addMenuAction(Menu::Edit, "codebook.builtin", tr("Add a b&uilt-in codebook…"), {});
  connect(builtin_, &QAction::triggered, this, &CodebookPanel::askBuiltin);
  import_ = addMenuAction(Menu::Edit, "codebook.import", tr("Im&port codes…"), {});
  connect(import_, &QAction::triggered, this, &CodebookPanel::askImport);
  export_ = addMenuAction(Menu::Edit, "codebook.export", tr("E&xport the codebook…"), {});
  connect(export_, &QAction::triggered, this, &CodebookPanel::askExport);
  QAction* find = addMenuAction(Menu::Go, "codebook.find", tr("&Find codes"),
                                {QKeySequence::Find, Qt::Key_Slash}, tr("find"));
  connect(find, &QAction::triggered, typed_, [this] {
    typed_->setFocus(Qt::ShortcutFocusReason);
    typed_->selectAll();
  });
}

void CodebookPanel::showPossible() {
  const Code* code = current();
  const bool writable = session_.isOpen() && !session_.isReadOnly();
  const bool any = writable && !currentPath().isEmpty();
  const bool one = writable && code != nullptr;
  for (QAction* action : {new_, builtin_, import_}) setPossible(action, writable);
  for (QAction* action : {newBelow_, move_}) setPossible(action, any);
  for (QAction* action : {split_, retire_, remove_, memo_, save_}) setPossible(action, one);
  setPossible(merge_, one && !code->retired);
  setPossible(export_, session_.isOpen());
  retire_->setText(code != nullptr && code->retired ? tr("Bring &back") : tr("Re&tire"));
}

bool CodebookPanel::change(Parts parts, const QString& done,
                           const std::function<void(Storage&)>& work) {
  if (!session_.change(parts, work)) return false;
  if (!done.isEmpty()) session_.say(done);
  return true;
}

void CodebookPanel::store(const Code& code) {
  std::size_t changed = 0;
  const bool done = session_.change(Part::Codebook, [&](Storage& storage) {
    changed = changeCode(storage, code, toUtf8(session_.coder()));
  });
  if (!done || changed == 0) return;
  const QString label = toQString(code.label).trimmed();
  session_.say(changed == 1 ? tr("Saved “%1”").arg(label)
                            : tr("Saved “%1”; the names of %2 below it follow")
                                  .arg(label, counted(changed - 1, tr("1 code"), tr("%1 codes"))));
}

void CodebookPanel::askNew(const QString& place) {
  newPlace_ = place;
  const QString what =
      place.isEmpty() ? tr("New code at the top") : tr("New code under %1").arg(apart(place));
  prompt_->ask({what, tr("Label"), tr("What lists show: No papers"), {}});
}

void CodebookPanel::add(const QString& label) {
  if (label.isEmpty()) return;
  change(Part::Codebook, tr("Added “%1”").arg(label), [&](Storage& storage) {
    const Code wanted = newCodeUnder(storage.codebook(), toUtf8(newPlace_), toUtf8(label));
    wantedNext_ = addCode(storage, wanted, toUtf8(session_.coder())).id;
  });
}

void CodebookPanel::askMove() {
  const QString path = currentPath();
  QStringList places{QString()};
  QStringList lines{tr("To the top of the codebook")};
  for (const CodeNode& node : model_->tree().nodes) {
    const QString each = toQString(node.path);
    if (each == path || each.startsWith(path + QLatin1Char('/'))) continue;
    places << each;
    lines << tr("%1 (%2)").arg(toQString(node.label), each);
  }
  auto* chooser = new Chooser(tr("Move a code"), tr("Where does “%1” go?").arg(path), lines, this);
  connect(chooser, &Chooser::chosen, this,
          [this, path, places](int line) { move(path, places.value(line)); });
  chooser->open();
}

void CodebookPanel::move(const QString& path, const QString& parent) {
  if (const Code* code = model_->codeAt(model_->indexOf(toUtf8(path)))) wantedNext_ = code->id;
  std::size_t moved = 0;
  const bool done = session_.change(Part::Codebook, [&](Storage& storage) {
    moved = moveCodes(storage, toUtf8(path), toUtf8(parent), toUtf8(session_.coder()));
  });
  if (!done) return;
  session_.say(moved == 0 ? tr("It stands there already")
                          : tr("Moved %1 %2")
                                .arg(counted(moved, tr("1 code"), tr("%1 codes")),
                                     parent.isEmpty() ? tr("to the top")
                                                      : tr("under %1").arg(apart(parent))));
}

void CodebookPanel::askMerge() {
  if (const Code* code = current()) (new MergeDialog(session_, *code, this))->open();
}

void CodebookPanel::askSplit() {
  const Code* code = current();
  if (code == nullptr) return;
  CodingFilter filter;
  filter.code = code->id;
  std::vector<Coding> codings;
  session_.read([&](const Storage& storage) { codings = storage.codings(filter); });
  (new SplitDialog(session_, *code, std::move(codings), this))->open();
}

void CodebookPanel::toggleRetired() {
  const Code* code = current();
  if (code == nullptr) return;
  const bool retire = !code->retired;
  if (retire) retired_->setChecked(true);
  const QString label = toQString(code->label);
  change(Part::Codebook,
         retire ? tr("Retired “%1”: it stays with its passages").arg(label)
                : tr("“%1” is offered again").arg(label),
         [id = code->id, retire, this](Storage& storage) {
           setRetired(storage, id, retire, toUtf8(session_.coder()));
         });
}

void CodebookPanel::removeCurrent() {
  const Code* code = current();
  if (code == nullptr) return;
  change(Part::Codebook, tr("Removed “%1”").arg(toQString(code->label)),
         [id = code->id, this](Storage& storage) {
           removeCode(storage, id, toUtf8(session_.coder()));
         });
}

void CodebookPanel::askBuiltin() {
  const std::vector<CodebookChoice> choices = builtinCodebooks();
  QStringList lines;
  for (const CodebookChoice& choice : choices) {
    lines << tr("%1: %2, %3")
                 .arg(toQString(choice.title), counted(choice.codes, tr("1 code"), tr("%1 codes")),
                      toQString(choice.review));
  }
  auto* chooser = new Chooser(
      tr("Add a built-in codebook"),
      tr("Its codes are added to yours; those that are there already stay as they are."), lines,
      this);
  connect(chooser, &Chooser::chosen, this, [this, choices](int line) {
    const CodebookChoice& choice = choices.at(static_cast<std::size_t>(line));
    CodebookReport report;
    const bool done = session_.change(Part::Codebook, [&](Storage& storage) {
      report = addBuiltinCodebook(storage, choice.id, toUtf8(session_.coder()));
    });
    if (done) {
      session_.say(
          tr("“%1”: %2 added, %3 were there")
              .arg(toQString(choice.title), grouped(report.added), grouped(report.unchanged)));
    }
  });
  chooser->open();
}

void CodebookPanel::askImport() {
  const QString path = QFileDialog::getOpenFileName(
      this, tr("Import codes"), {}, tr("Tables (*.csv *.tsv *.txt);;All files (*)"));
  if (!path.isEmpty()) importFrom(path);
}

void CodebookPanel::importFrom(const QString& path) {
  constexpr qint64 largest = 64LL << 20;
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly) || file.size() > largest) {
    emit session_.failed({ErrorKind::Io, tr("%1 could not be read.").arg(apart(path)),
                          tr("Choose a table of codes (csv) of at most 64 MB.")});
    return;
  }
  NotText why;
  const auto decoded = decode(file.readAll().toStdString(), {}, why);
  if (!decoded) {
    emit session_.failed(
        {ErrorKind::Refused, tr("%1 is no table.").arg(apart(path)), toQString(why.reason)});
    return;
  }
  CodebookReport report;
  const bool done = session_.change(Part::Codebook, [&](Storage& storage) {
    report = importCodebook(storage, decoded->text, toUtf8(path.section(QLatin1Char('/'), -1)),
                            toUtf8(session_.coder()));
  });
  if (!done) return;
  session_.say(tr("Imported codes: %1 added, %2 changed, %3 as they were")
                   .arg(grouped(report.added), grouped(report.changed), grouped(report.unchanged)));
  if (report.diagnostics.empty()) return;
  emit session_.warned(
      counted(report.diagnostics.size(), tr("1 row was left out: %2"),
              tr("%1 rows were left out; the first: %2"))
          .replace(QStringLiteral("%2"), toQString(toText(report.diagnostics.front()))));
}

void CodebookPanel::askExport() {
  const auto place =
      askWhereToSave(this, tr("Export the codebook"), tr("%1-codebook").arg(session_.name()),
                     {{QStringLiteral("csv")}});
  if (!place) return;
  saveFile(session_, place->path, codebookCsv(session_.codebook()), tr("Wrote the codebook to %2"));
}

}  // namespace retold
