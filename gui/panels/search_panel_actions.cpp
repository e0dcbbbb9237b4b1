// What is done with the hits: tagging, keeping, drawing, writing to a file.
#include "gui/code_label.h"
#include "gui/keys.h"
#include "gui/panels/search_panel.h"
#include "gui/strings.h"
#include "gui/views/chooser.h"
#include "gui/views/save_file.h"
#include "gui/views/search_words.h"
#include "queries/find/columns.h"
#include "queries/find/random_part.h"

namespace retold {

void SearchPanel::ask(const LineQuestion& question, std::function<void(const QString&)> answered) {
  answered_ = std::move(answered);
  prompt_->ask(question);
}

std::vector<FoundPlace> SearchPanel::chosenPlaces() const {
  return table_->places(table_->ticked() > 0);
}

void SearchPanel::startTagging() {
  if (table_->ticked() == 0) {
    session_.say(tr("Tick the hits to tag first: Space ticks one, %1 all of them")
                     .arg(keyOf("search.tick-all", Qt::Key_A)));
    return;
  }
  const QRect anchor(foot_->mapTo(this, QPoint(0, 0)), foot_->size());
  finder_->open(anchor, counted(table_->ticked(), tr("1 hit"), tr("%1 hits")), {});
}

void SearchPanel::planTagging() {
  const Code* code = session_.code(code_);
  if (code == nullptr) return;
  plan_.reset();
  tagBar_->showCounting();
  planning_ = session_.start<TagPlan>(
      [places = table_->places(true), stretch = tagBar_->stretch(), code = *code,
       coder = toUtf8(session_.coder())](const Storage& storage, Progress& progress) {
        return planTags(storage, places, stretch, code, coder, progress);
      },
      [this](TagPlan plan) {
        plan_ = std::move(plan);
        tagBar_->showPlan(*plan_);
      });
}

void SearchPanel::tag() {
  const Code* code = session_.code(code_);
  if (!plan_ || code == nullptr) return;
  const TagPlan plan = std::move(*plan_);
  const QString name = codeLabel(*code);
  plan_.reset();
  const bool done =
      session_.change(Part::Codings, [&plan](Storage& storage) { tagMany(storage, plan); });
  leaveTagging();
  if (done)
    session_.say(counted(plan.passages.size(), tr("Tagged 1 passage with %2"),
                         tr("Tagged %1 passages with %2"))
                     .replace(QStringLiteral("%2"), name));
}

void SearchPanel::leaveTagging() {
  planning_.reset();
  plan_.reset();
  if (tagBar_->isHidden()) return;
  const bool had = tagBar_->isAncestorOf(focusWidget());
  tagBar_->hide();
  if (had) view_->setFocus();
}

void SearchPanel::askName() {
  const std::size_t passages = chosenPlaces().size();
  if (passages == 0) {
    session_.say(tr("There is no passage to keep"));
    return;
  }
  if (table_->ticked() == 0 && source_->count() && source_->count()->hits > passages) {
    session_.say(tr("A set holds at most %1 passages: narrow the search, or keep a random part")
                     .arg(inDigits(kMostListed)));
    return;
  }
  const QString what =
      table_->ticked() > 0
          ? counted(passages, tr("Keep 1 ticked hit as a set"), tr("Keep %1 ticked hits as a set"))
          : counted(passages, tr("Keep 1 hit as a set"), tr("Keep all %1 hits as a set"));
  ask({what, tr("Name of the set"), tr("A name that says what the passages are"), {}},
      [this](const QString& name) { save(name); });
}

void SearchPanel::save(const QString& name) {
  std::string query = toUtf8(source_->how());
  if (table_->ticked() > 0) query = "ticked hits of " + query;
  const bool done = session_.change(Part::ResultSets, [&](Storage& storage) {
    saveResultSet(storage, toUtf8(name), query, chosenPlaces(), toUtf8(session_.coder()));
  });
  if (done) session_.say(tr("Kept as “%1”").arg(name.trimmed()));
}

void SearchPanel::askDraw() {
  if (!source_->count() || source_->count()->hits == 0) {
    session_.say(tr("The hits are still being counted"));
    return;
  }
  ask({counted(source_->count()->hits, tr("How many of 1 hit?"),
               tr("How many of %1 hits, drawn at random?")),
       tr("Number"),
       tr("50, or with the seed of an earlier draw: 50 4711"),
       {}},
      [this](const QString& typed) { draw(typed); });
}

void SearchPanel::draw(const QString& typed) {
  const std::optional<DrawWish> wish = parseDrawWish(typed);
  if (!wish) {
    session_.say(tr("That is no number: nothing was drawn"));
    return;
  }
  box_->setQuery({});
  source_->draw(wish->wanted, wish->seed.value_or(newSeed()));
}

void SearchPanel::chooseExport() {
  const auto place = askWhereToSave(this, tr("Export hits"), tr("hits"), {{QStringLiteral("csv")}});
  if (place) exportTo(place->path);
}

void SearchPanel::exportTo(const QString& path) {
  constexpr std::size_t kWords = 6;  // as `retold search` has it
  session_.say(tr("Writing the hits…"));
  exporting_ = session_.start<std::string>(
      [list = table_->list(), order = table_->order()](const Storage& storage, Progress& progress) {
        return concordanceTable(storage, *list, order, kWords, progress);
      },
      [this, path](const std::string& table) {
        saveFile(session_, path, table, tr("Written to %2"));
      });
}

void SearchPanel::chooseColumns() {
  std::vector<AttributeDefinition> definitions;
  session_.read(
      [&definitions](const Storage& storage) { definitions = storage.attributeDefinitions(); });
  if (definitions.empty()) {
    session_.say(tr("The project defines no attributes yet: define them on the page Cases"));
    return;
  }
  std::vector<AttributeColumn> columns;
  QStringList lines;
  for (const AttributeDefinition& definition : definitions) {
    const std::string name = columnName(definition);
    const QString title = toQString(definition.label.empty() ? definition.name : definition.label);
    columns.push_back({name, title});
    const bool shown =
        std::any_of(table_->attributes().begin(), table_->attributes().end(),
                    [&name](const AttributeColumn& each) { return each.name == name; });
    lines << (shown ? tr("%1 (%2), shown: choose it to hide it") : tr("%1 (%2)"))
                 .arg(title, toQString(name));
  }
  auto* chooser = new Chooser(tr("Attributes beside the hits"),
                              tr("Which attribute is shown beside the hits?"), lines, this);
  connect(chooser, &Chooser::chosen, this,
          [this, columns](int line) { toggleColumn(columns[static_cast<std::size_t>(line)]); });
  chooser->show();
}

void SearchPanel::toggleColumn(const AttributeColumn& column) {
  std::vector<AttributeColumn> columns = table_->attributes();
  const auto known =
      std::find_if(columns.begin(), columns.end(),
                   [&column](const AttributeColumn& each) { return each.name == column.name; });
  if (known != columns.end()) {
    columns.erase(known);
  } else {
    columns.push_back(column);
  }
  QStringList kept;
  for (const AttributeColumn& each : columns)
    kept << toQString(each.name) + QLatin1Char('\t') + each.title;
  session_.remember(QStringLiteral("searchColumns"), kept);
  order_->setAttributes(columns);
  table_->setAttributes(std::move(columns));
  source_->setOrder(order_->keys());
}

void SearchPanel::rename(const ResultSet& set) {
  ask({tr("Another name for “%1”").arg(toQString(set.name)),
       tr("Name of the set"),
       tr("A name that says what the passages are"),
       {},
       false,
       toQString(set.name)},
      [this, set](const QString& name) {
        const bool done = session_.change(Part::ResultSets, [&](Storage& storage) {
          renameResultSet(storage, set, toUtf8(name), toUtf8(session_.coder()));
        });
        if (done) session_.say(tr("The set is named “%1” now").arg(name.trimmed()));
      });
}

void SearchPanel::remove(const ResultSet& set) {
  const QString name = toQString(set.name);
  const bool done =
      session_.change(Part::ResultSets, [set, coder = toUtf8(session_.coder())](Storage& storage) {
        removeResultSet(storage, set, coder);
      });
  if (done) session_.say(tr("Deleted the set “%1”; %2 brings it back").arg(name, undoKey()));
}

void SearchPanel::showTogether(const ResultSet& first, SetOperation operation,
                               const ResultSet& second) {
  box_->setQuery({});
  source_->showSet({}, toQString(howMade(first.name, operation, second.name)),
                   together(first.places, operation, second.places));
  view_->setFocus();
}

}  // namespace retold
