#include "gui/panels/cases_panel_changes.h"

#include <QMessageBox>
#include <QPushButton>
#include <algorithm>

#include "gui/panels/document_choice.h"
#include "gui/strings.h"
#include "gui/views/chooser.h"
#include "gui/views/save_file.h"
#include "queries/cases/case_edits.h"
#include "queries/cases/case_file.h"

namespace retold {

namespace {

constexpr Parts kMemberships = Part::Cases | Part::Documents;

}  // namespace

CaseChanges::CaseChanges(Session& session, CaseTable& table, CaseFileView& file, QWidget* window)
    : QObject(window),
      session_(session),
      table_(table),
      file_(file),
      window_(window),
      prompt_(new LinePrompt(window)) {
  connect(prompt_, &LinePrompt::given, this, [this](const QString& answer) {
    if (answered_ && !answer.isEmpty()) answered_(answer);
  });
}

std::string CaseChanges::coder() const { return toUtf8(session_.coder()); }

void CaseChanges::ask(const LineQuestion& question, std::function<void(const QString&)> answered) {
  answered_ = std::move(answered);
  prompt_->ask(question);
}

bool CaseChanges::change(Parts parts, const Work& work) {
  if (file_.file() == nullptr) {
    session_.say(tr("Choose a case in the table first"));
    return false;
  }
  const CaseId id = file_.file()->person.id;
  table_.expectChangeOf(id);
  return session_.change(parts, [&](Storage& storage) {
    const auto person = storage.person(id);
    if (!person) {
      throw Error(ErrorKind::NotFound, toUtf8(tr("This case is no longer in the project.")),
                  toUtf8(tr("Choose another one.")));
    }
    work(storage, *person);
  });
}

void CaseChanges::addCase() {
  ask({tr("Add a case. What is it called?"),
       tr("Name of the case"),
       tr("A code, never a person's name"),
       {}},
      [this](const QString& name) {
        std::optional<CaseId> added;
        const bool done = session_.change(Part::Cases, [&](Storage& storage) {
          added = retold::addCase(storage, toUtf8(name), {}, coder()).id;
        });
        if (!done) return;
        session_.say(tr("Case %1 is added").arg(name));
        emit caseWanted(*added);
      });
}

void CaseChanges::renameCase() {
  if (file_.file() == nullptr) return session_.say(tr("Choose a case in the table first"));
  const QString before = toQString(file_.file()->person.name);
  ask({tr("Give case %1 another name").arg(before),
       tr("New name of the case"),
       tr("A code, never a person's name"),
       {},
       false,
       before},
      [this, before](const QString& name) {
        const bool done = change(Part::Cases, [&](Storage& storage, const Case& person) {
          retold::renameCase(storage, person, toUtf8(name), coder());
        });
        if (done) session_.say(tr("Case %1 is called %2 now").arg(before, name));
      });
}

void CaseChanges::removeCase() {
  if (file_.file() == nullptr) return session_.say(tr("Choose a case in the table first"));
  const QString name = toQString(file_.file()->person.name);
  const CaseId id = file_.file()->person.id;
  const bool done = session_.change(Part::Cases, [&](Storage& storage) {
    if (const auto person = storage.person(id)) retold::removeCase(storage, *person, coder());
  });
  if (done) session_.say(tr("Case %1 is removed; undo brings it back").arg(name));
}

void CaseChanges::addEpisode() {
  std::uint32_t number = 0;
  const bool done = change(Part::Cases, [&](Storage& storage, const Case& person) {
    number = retold::addEpisode(storage, person, coder()).number;
  });
  if (!done) return;
  file_.bring(AttributeUnit::Episode, number);
  session_.say(tr("Episode %1 is added").arg(number));
}

void CaseChanges::addAssistance() {
  std::uint32_t number = 0;
  const bool done = change(Part::Cases, [&](Storage& storage, const Case& person) {
    number = retold::addAssistance(storage, person, coder()).number;
  });
  if (!done) return;
  file_.bring(AttributeUnit::Assistance, number);
  session_.say(tr("Assistance %1 is added").arg(number));
}

void CaseChanges::removeChosen() {
  if (file_.unit() == AttributeUnit::Document) {
    if (file_.documents().empty()) return session_.say(tr("Choose a document in the table first"));
    putDocuments(file_.documents(), std::nullopt, {});
    return;
  }
  const bool isEpisode = file_.unit() == AttributeUnit::Episode;
  const auto number = file_.number();
  if (!number) {
    session_.say(isEpisode ? tr("Choose an episode in the table first")
                           : tr("Choose an assistance in the table first"));
    return;
  }
  const bool done = change(Part::Cases, [&](Storage& storage, const Case& person) {
    const auto remove = isEpisode ? &retold::removeEpisode : &retold::removeAssistance;
    remove(storage, person, *number, coder());
  });
  if (!done) return;
  session_.say(isEpisode ? tr("Episode %1 is removed; undo brings it back").arg(*number)
                         : tr("Assistance %1 is removed; undo brings it back").arg(*number));
}

void CaseChanges::moveChosen(int by) {
  const auto number = file_.number();
  if (!number) return session_.say(tr("Choose an episode or an assistance first"));
  const bool isEpisode = file_.unit() == AttributeUnit::Episode;
  const std::int64_t to = std::int64_t{*number} + by;
  if (to < 1) return;
  const bool done = change(Part::Cases, [&](Storage& storage, const Case& person) {
    const auto move = isEpisode ? &retold::moveEpisode : &retold::moveAssistance;
    move(storage, person, *number, static_cast<std::uint32_t>(to), coder());
  });
  if (!done) return;
  file_.bring(file_.unit(), static_cast<std::uint32_t>(to));
  session_.say(
      (isEpisode ? tr("Episode %1 is episode %2 now") : tr("Assistance %1 is assistance %2 now"))
          .arg(*number)
          .arg(to));
}

QStringList CaseChanges::names() const {
  QStringList lines;
  const CaseList* list = table_.list();
  if (list == nullptr) return lines;
  for (const CaseList::Row& row : list->rows()) lines << onOneLine(toQString(row.name));
  return lines;
}

CaseId CaseChanges::idAt(int line) const {
  return table_.list()->rows()[static_cast<std::size_t>(line)].id;
}

void CaseChanges::putDocuments(const std::vector<Document>& documents,
                               const std::optional<CaseId>& to, const QString& newName) {
  std::optional<Case> target;
  const bool done = session_.change(kMemberships, [&](Storage& storage) {
    if (!newName.isEmpty()) {
      target = moveDocumentsToNewCase(storage, documents, toUtf8(newName), coder());
      return;
    }
    if (to) target = storage.person(*to);
    retold::moveDocuments(storage, documents, target, coder());
  });
  if (!done) return;
  const QString what = documents.size() == 1
                           ? onOneLine(toQString(documents.front().name))
                           : counted(documents.size(), tr("1 document"), tr("%1 documents"));
  session_.say(target ? tr("%1: in case %2 now").arg(what, toQString(target->name))
                      : tr("%1: in no case any more").arg(what));
}

void CaseChanges::moveDocuments() {
  const std::vector<Document> documents = file_.documents();
  if (documents.empty()) {
    session_.say(tr("Choose a document in the table of documents first"));
    return;
  }
  auto* chooser = new Chooser(tr("Move documents"), tr("Into which case?"), names(), window_);
  chooser->setHint(tr("Name of a case; another name makes a case"));
  chooser->offerTyped([](const QString& typed) { return tr("New case “%1”").arg(typed); });
  connect(chooser, &Chooser::chosen, this,
          [this, documents](int line) { putDocuments(documents, idAt(line), {}); });
  connect(chooser, &Chooser::typedOther, this, [this, documents](const QString& typed) {
    putDocuments(documents, std::nullopt, typed);
  });
  chooser->show();
}

void CaseChanges::takeDocument() {
  if (file_.file() == nullptr) return session_.say(tr("Choose a case in the table first"));
  const CaseId id = file_.file()->person.id;
  auto* chooser = new Chooser(
      tr("Put a document into the case"),
      tr("Which document belongs to case %1?").arg(toQString(file_.file()->person.name)), {},
      window_);
  chooser->setHint(tr("A part of its name"));
  NameWish wish;
  wish.outside = id;
  wish.freeFirst = true;
  const auto inWords = [this](const Document& document) {
    const auto row =
        document.caseId && table_.list() ? table_.list()->rowOf(*document.caseId) : std::nullopt;
    const QString name = onOneLine(toQString(document.name));
    return row ? tr("%1 · now in case %2").arg(name, toQString(table_.list()->rows()[*row].name))
               : name;
  };
  offerDocuments(*chooser, session_, wish, inWords,
                 [this, id](const Document& document) { putDocuments({document}, id, {}); });
  chooser->show();
}

void CaseChanges::mergeCase() {
  if (file_.file() == nullptr) return session_.say(tr("Choose a case in the table first"));
  auto* chooser = new Chooser(
      tr("Merge two cases"),
      tr("Case %1 is the same person as which case? That one stays, and gets everything.")
          .arg(toQString(file_.file()->person.name)),
      names(), window_);
  chooser->setHint(tr("Name of the case that stays"));
  connect(chooser, &Chooser::chosen, this, [this](int line) { confirmMerge(idAt(line)); });
  chooser->show();
}

void CaseChanges::confirmMerge(const CaseId& into) {
  if (file_.file() == nullptr) return;
  const CaseId from = file_.file()->person.id;
  std::optional<Case> stays;
  Merged plan;
  const bool possible = session_.read([&](const Storage& storage) {
    stays = storage.person(into);
    const auto goes = storage.person(from);
    if (!stays || !goes) throw Error(ErrorKind::NotFound, "a case is no longer in the project");
    plan = planMerge(storage, *goes, *stays);
  });
  if (!possible) return;
  QString text = tr("Into case %1 go %2, %3, %4 and %5 of case %6, which then is no more.")
                     .arg(toQString(stays->name),
                          counted(plan.documents, tr("1 document"), tr("%1 documents")),
                          counted(plan.episodes, tr("1 episode"), tr("%1 episodes")),
                          counted(plan.assistance, tr("1 assistance"), tr("%1 assistance events")),
                          counted(plan.decisions, tr("1 decision"), tr("%1 decisions")),
                          toQString(file_.file()->person.name));
  QStringList clashes;
  for (const Merged::Clash& clash : plan.clashes) {
    const AttributeDefinition* definition =
        definitionOf(table_.definitions(), AttributeUnit::Case, clash.attribute);
    const auto words = [&](const AttributeValue& value) {
      return session_.hidesText() ? cellWithoutText(&value, definition) : cellInWords(&value);
    };
    clashes << tr("%1: “%2” stays, “%3” goes into a memo")
                   .arg(toQString(clash.attribute), words(clash.kept), words(clash.dropped));
  }
  QMessageBox box(QMessageBox::Question, tr("Merge two cases"), text, QMessageBox::Cancel, window_);
  box.setTextFormat(Qt::PlainText);
  box.setInformativeText(clashes.join(QLatin1Char('\n')) +
                         (clashes.isEmpty() ? QString() : QStringLiteral("\n\n")) +
                         tr("Undo takes it back."));
  box.addButton(tr("Merge"), QMessageBox::AcceptRole);
  if (box.exec() == QMessageBox::Cancel) return;
  const bool done = session_.change(kEveryPart, [&](Storage& storage) {
    mergeCases(storage, *storage.person(from), *storage.person(into), coder());
  });
  if (!done) return;
  session_.say(tr("Both are case %1 now").arg(toQString(stays->name)));
  emit caseWanted(into);
}

void CaseChanges::writeMemo() {
  if (file_.file() == nullptr) return session_.say(tr("Choose a case in the table first"));
  const Case& person = file_.file()->person;
  session_.askMemo(person.id, tr("case %1").arg(apart(toQString(person.name))));
}

void CaseChanges::exportTable() {
  const auto place = askWhereToSave(window_, tr("Export the table of cases"), tr("cases"),
                                    {{QStringLiteral("csv")}});
  if (!place) return;
  looking_ = session_.start<std::string>(
      [](const Storage& storage, Progress&) { return caseTable(storage); },
      [this, path = place->path](const std::string& table) {
        saveFile(session_, path, table, tr("All cases are in %2"));
      });
}

}  // namespace retold
