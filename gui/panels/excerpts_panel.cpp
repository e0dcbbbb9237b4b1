#include "gui/panels/excerpts_panel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSplitter>
#include <set>
#include <sstream>

#include "gui/code_label.h"
#include "gui/strings.h"
#include "gui/views/chooser.h"
#include "gui/views/own_direction.h"
#include "gui/views/save_file.h"
#include "queries/export/formats.h"
#include "queries/retrieve/retrieve.h"

namespace retold {

namespace {

constexpr int kPause = 250;                 // milliseconds, after the last key
constexpr std::size_t kMostShown = 20'000;  // excerpts with their context in memory

struct OperatorRow {
  const char* word;
  const char* meaning;
};
constexpr OperatorRow kOperators[] = {
    {"AND", QT_TRANSLATE_NOOP("retold::ExcerptsPanel", "AND: the stretch that both cover")},
    {"OR", QT_TRANSLATE_NOOP("retold::ExcerptsPanel", "OR: passages of either")},
    {"NOT", QT_TRANSLATE_NOOP("retold::ExcerptsPanel", "NOT: that share nothing with the second")},
    {"OVERLAPS", QT_TRANSLATE_NOOP("retold::ExcerptsPanel", "OVERLAPS: that share something")},
    {"WITHIN", QT_TRANSLATE_NOOP("retold::ExcerptsPanel", "WITHIN: that lie inside the second")},
    {"ENCLOSES", QT_TRANSLATE_NOOP("retold::ExcerptsPanel", "ENCLOSES: that hold the second")},
    {"NEAR/20", QT_TRANSLATE_NOOP("retold::ExcerptsPanel", "NEAR/20: at most 20 words apart")},
    {"FOLLOWED/20",
     QT_TRANSLATE_NOOP("retold::ExcerptsPanel", "FOLLOWED/20: the second comes within 20 words")},
    {"important:", QT_TRANSLATE_NOOP("retold::ExcerptsPanel", "important: only what is marked so")},
    {"speaker:respondent",
     QT_TRANSLATE_NOOP("retold::ExcerptsPanel", "speaker: only what this person says")},
    {"coder:", QT_TRANSLATE_NOOP("retold::ExcerptsPanel", "coder: only what this coder tagged")},
    {"attribute:",
     QT_TRANSLATE_NOOP("retold::ExcerptsPanel",
                       "attribute: only where it has this value, as in country=Moldova")},
};

constexpr QLatin1String kOfCase("attribute:");
constexpr QLatin1String kOfDocument("document-attribute:");

/// What a case or document has for an attribute, in words.
std::string valueOf(const Attributes& attributes, const std::string& attribute) {
  const auto value = attributes.find(attribute);
  if (value == attributes.end()) return std::string(toText(ValueState::Missing));
  if (value->second.state != ValueState::Given) return std::string(toText(value->second.state));
  return value->second.text;
}

struct Question {
  CodeQuery query;
  std::string typed;
  std::string project;
  std::string attribute;  ///< that groups; empty = none
  bool ofDocument = false;
  std::shared_ptr<const std::unordered_set<DocumentId>> within;
  std::size_t most = kMostShown;
};

Question questionOf(const Session& session, const CodeQuery& query, const std::string& typed) {
  Question question;
  question.query = query;
  question.typed = typed.empty() ? "all" : typed;
  question.project = toUtf8(session.name());
  question.within = session.passing();
  return question;
}

std::shared_ptr<ExcerptResult> answer(const Question& question, const Storage& storage,
                                      Progress& progress) {
  Retrieval found = retrieve(storage, question.query, question.within.get(), progress);
  auto result = std::make_shared<ExcerptResult>();
  result->passages = found.passages.size();
  result->documents = found.documents;
  result->searched = found.searched;
  if (found.passages.size() > question.most) found.passages.resize(question.most);
  result->what = collectExcerpts(storage, found, question.typed, question.project, &progress);
  if (question.ofDocument) {
    for (const Excerpt& excerpt : result->what.excerpts) {
      const auto [value, isNew] = result->valueOfDocument.try_emplace(excerpt.document);
      if (!isNew) continue;
      const auto facts = storage.documentFacts(excerpt.place.document);
      value->second = valueOf(facts ? facts->attributes : Attributes(), question.attribute);
    }
  } else if (!question.attribute.empty()) {
    for (const Case& person : storage.cases()) {
      result->valueOfCase[person.name] = valueOf(person.attributes, question.attribute);
    }
  }
  return result;
}

}  // namespace

ExcerptsPanel::ExcerptsPanel(Session& session, QWidget* parent)
    : Panel(tr("Excerpts"), parent),
      session_(session),
      query_(new QLineEdit),
      operators_(new QComboBox),
      groups_(new QComboBox),
      export_(new QPushButton(tr("Export…"))),
      fault_(new MessageBar),
      base_(new QuietLabel),
      tree_(new QTreeView),
      whole_(new QLabel),
      model_(new ExcerptTree(this)),
      pause_(new QTimer(this)) {
  layOut();
  addActions();
  pause_->setSingleShot(true);
  pause_->setInterval(kPause);
  connect(pause_, &QTimer::timeout, this, &ExcerptsPanel::ask);
  connect(query_, &QLineEdit::textChanged, pause_, qOverload<>(&QTimer::start));
  connect(query_, &QLineEdit::returnPressed, this, [this] {
    ask();
    tree_->setFocus();
  });
  connect(groups_, &QComboBox::activated, this, &ExcerptsPanel::ask);
  connect(tree_->selectionModel(), &QItemSelectionModel::currentChanged, this,
          &ExcerptsPanel::showExcerpt);
  connect(tree_, &QTreeView::activated, this, &ExcerptsPanel::openExcerpt);
  connect(&session_, &Session::projectChanged, this, [this] {
    offerGroups();
    showResult(nullptr);
    askWhenSeen();
  });
  connect(&session_, &Session::filterChanged, this, &ExcerptsPanel::askWhenSeen);
  connect(&session_, &Session::changed, this, [this](Parts parts) {
    if (parts & Part::Cases) offerGroups();
    if (parts & (Part::Codings | Part::Codebook | Part::Cases)) askWhenSeen();
  });
  connect(&session_, &Session::excerptsWanted, this, [this](const QString& query) {
    query_->setText(query);
    ask();
  });
  offerGroups();
  showResult(nullptr);
}

void ExcerptsPanel::layOut() {
  query_->setObjectName(QStringLiteral("codeQuery"));
  query_->setAccessibleName(tr("Code query"));
  query_->setPlaceholderText(tr("Codes and how they stand together; empty: everything tagged"));
  query_->setClearButtonEnabled(true);
  auto* code = new QPushButton(tr("Add code…"));
  connect(code, &QPushButton::clicked, this, &ExcerptsPanel::insertCode);
  operators_->setAccessibleName(tr("Add how codes stand together"));
  operators_->addItem(tr("Add operator…"));
  for (const OperatorRow& row : kOperators) {
    operators_->addItem(tr(row.meaning), QString::fromLatin1(row.word));
  }
  operators_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  operators_->setMinimumContentsLength(14);
  connect(operators_, &QComboBox::activated, this, [this](int index) {
    if (index > 0) insertWord(operators_->itemData(index).toString());
    operators_->setCurrentIndex(0);
  });
  groups_->setAccessibleName(tr("Group by"));
  groups_->setToolTip(tr("Group by"));
  auto* top = new QHBoxLayout;
  top->setContentsMargins(10, 4, 10, 0);
  top->addWidget(query_, 1);
  top->addWidget(code);
  top->addWidget(operators_);
  auto* below = new QHBoxLayout;
  below->setContentsMargins(10, 0, 10, 0);
  base_->setContentsMargins(0, 0, 0, 0);
  below->addWidget(base_, 1);
  below->addWidget(groups_);
  below->addWidget(export_);

  tree_->setObjectName(QStringLiteral("excerptTree"));
  tree_->setAccessibleName(tr("Excerpts in groups"));
  tree_->setModel(model_);
  tree_->setItemDelegate(new OwnDirectionDelegate(tree_));
  tree_->setUniformRowHeights(true);
  tree_->setAlternatingRowColors(true);
  tree_->setFrameShape(QFrame::NoFrame);
  tree_->setTextElideMode(Qt::ElideRight);
  tree_->header()->setStretchLastSection(false);
  tree_->header()->setSectionResizeMode(ExcerptTree::Passage, QHeaderView::Stretch);
  whole_->setTextFormat(Qt::RichText);
  whole_->setWordWrap(true);
  whole_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  whole_->setAlignment(Qt::AlignTop | Qt::AlignLeading);
  whole_->setContentsMargins(12, 8, 12, 8);
  whole_->setAccessibleName(tr("The excerpt with what stands around it"));
  auto* scrolled = new QScrollArea;
  scrolled->setWidget(whole_);
  scrolled->setWidgetResizable(true);
  scrolled->setFrameShape(QFrame::NoFrame);
  scrolled->setFocusPolicy(Qt::NoFocus);
  auto* parts = new QSplitter(Qt::Vertical);
  parts->setChildrenCollapsible(false);
  parts->addWidget(tree_);
  parts->addWidget(scrolled);
  parts->setStretchFactor(0, 3);
  parts->setStretchFactor(1, 1);
  column()->addLayout(top);
  column()->addWidget(fault_);
  column()->addLayout(below);
  column()->addWidget(parts, 1);
  setFocusProxy(query_);
}

void ExcerptsPanel::addActions() {
  QAction* find = addMenuAction(Menu::Edit, "excerpts.query", tr("&Code query"),
                                {QKeySequence::Find}, tr("query"));
  connect(find, &QAction::triggered, this, [this] {
    query_->setFocus();
    query_->selectAll();
  });
  exportAction_ = addMenuAction(Menu::Project, "excerpts.export", tr("&Export these excerpts…"),
                                {QKeySequence(Qt::CTRL | Qt::Key_E)}, tr("export"));
  connect(exportAction_, &QAction::triggered, this, &ExcerptsPanel::exportAll);
  connect(export_, &QPushButton::clicked, exportAction_, &QAction::trigger);
}

void ExcerptsPanel::offerGroups() {
  const QVariant before = groups_->currentData();
  const QSignalBlocker quiet(groups_);
  groups_->clear();
  groups_->addItem(tr("By code"), QStringLiteral("code"));
  groups_->addItem(tr("By case"), QStringLiteral("case"));
  groups_->addItem(tr("By document"), QStringLiteral("document"));
  groups_->addItem(tr("By speaker"), QStringLiteral("speaker"));
  if (session_.isOpen()) {
    session_.read([this](const Storage& storage) {
      for (const AttributeDefinition& definition : storage.attributeDefinitions()) {
        const bool ofDocument = definition.unit == AttributeUnit::Document;
        if (!ofDocument && definition.unit != AttributeUnit::Case) continue;
        const QString name = toQString(definition.name);
        const QString label = definition.label.empty() ? name : toQString(definition.label);
        groups_->addItem(tr("By %1").arg(onOneLine(label)),
                         (ofDocument ? kOfDocument : kOfCase) + name);
      }
    });
  }
  groups_->setCurrentIndex(std::max(0, groups_->findData(before)));
}

ExcerptGroup ExcerptsPanel::group() const {
  switch (groups_->currentIndex()) {
    case 0:
      return ExcerptGroup::Code;
    case 1:
      return ExcerptGroup::Case;
    case 2:
      return ExcerptGroup::Document;
    case 3:
      return ExcerptGroup::Speaker;
    default:
      return ExcerptGroup::Attribute;
  }
}

std::string ExcerptsPanel::attribute() const {
  const QString by = groups_->currentData().toString();
  for (const QLatin1String& kind : {kOfCase, kOfDocument}) {
    if (by.startsWith(kind)) return toUtf8(by.mid(kind.size()));
  }
  return {};
}

bool ExcerptsPanel::isOfDocument() const {
  return groups_->currentData().toString().startsWith(kOfDocument);
}

void ExcerptsPanel::insertCode() {
  QStringList lines;
  QStringList names;
  for (const Code& code : session_.codebook().codes) {
    lines << labelAndName(code);
    names << toQString(code.name);
  }
  auto* chooser = new Chooser(tr("Add a code"), tr("Which code?"), lines, this);
  connect(chooser, &Chooser::chosen, this, [this, names](int line) {
    const QString& name = names[line];
    insertWord(name.contains(QLatin1Char(' ')) ? QStringLiteral("\"%1\"").arg(name) : name);
  });
  chooser->show();
}

void ExcerptsPanel::insertWord(const QString& word) {
  const QString before = query_->text().left(query_->cursorPosition());
  const bool touches =
      !before.isEmpty() && !before.back().isSpace() && !before.endsWith(QLatin1Char('('));
  // What ends in a colon goes on with a name.
  const bool isBegun = word.endsWith(QLatin1Char(':')) && word != QLatin1String("important:");
  query_->insert((touches ? QStringLiteral(" ") : QString()) + word +
                 (isBegun ? QString() : QStringLiteral(" ")));
  query_->setFocus();
}

void ExcerptsPanel::askWhenSeen() {
  stale_ = true;
  asking_.reset();
  if (isVisible()) ask();
}

void ExcerptsPanel::showEvent(QShowEvent* event) {
  Panel::showEvent(event);
  if (stale_) ask();
}

void ExcerptsPanel::ask() {
  pause_->stop();
  if (!session_.isOpen()) return;
  stale_ = false;
  const std::string typed = toUtf8(query_->text().trimmed());
  const ParsedCodeQuery parsed =
      parseCodeQuery(typed.empty() ? std::string("*") : typed, session_.codebook());
  if (parsed.fault) {
    asking_.reset();
    showFault(tr("Column %1: %2").arg(parsed.fault->column).arg(toQString(parsed.fault->message)));
    return;
  }
  showFault({});
  Question question = questionOf(session_, *parsed.query, typed);
  question.attribute = attribute();
  question.ofDocument = isOfDocument();
  asking_ = session_.start<std::shared_ptr<const ExcerptResult>>(
      [question](const Storage& storage, Progress& progress) {
        return std::shared_ptr<const ExcerptResult>(answer(question, storage, progress));
      },
      [this](std::shared_ptr<const ExcerptResult> result) { showResult(std::move(result)); });
}

void ExcerptsPanel::showFault(const QString& text) {
  if (text.isEmpty()) {
    fault_->clear();
  } else {
    fault_->showMessage(Tone::Warning, text, {}, false);
  }
}

void ExcerptsPanel::showResult(std::shared_ptr<const ExcerptResult> result) {
  const auto before = result_;  // holds what is looked at
  const Excerpt* seen = model_->excerptAt(tree_->currentIndex());
  const QString label = model_->labelOf(tree_->currentIndex());
  std::set<QString> open;
  for (int row = 0; row < model_->rowCount(); ++row) {
    const QModelIndex group = model_->index(row, 0);
    if (tree_->isExpanded(group)) open.insert(model_->labelOf(group));
  }
  result_ = std::move(result);
  model_->setResult(result_, group());
  const bool any = result_ && result_->passages > 0;
  setPossible(exportAction_, any);
  export_->setEnabled(any);
  showBase();
  constexpr int kFewGroups = 12;
  const bool few = model_->rowCount() <= kFewGroups;
  for (int row = 0; row < model_->rowCount(); ++row) {
    const QModelIndex group = model_->index(row, 0);
    if (few || open.count(model_->labelOf(group)) != 0) tree_->expand(group);
  }
  const QModelIndex place = seen != nullptr ? model_->placeOf(*seen, label) : QModelIndex();
  if (place.isValid()) {
    tree_->setCurrentIndex(place);
  } else if (any) {
    tree_->setCurrentIndex(model_->index(0, 0, model_->index(0, 0)));
  }
  showExcerpt();
}

void ExcerptsPanel::showBase() {
  const bool any = result_ && result_->passages > 0;
  if (!result_) {
    base_->setText({});
  } else if (!any) {
    base_->setText(
        query_->text().trimmed().isEmpty()
            ? tr("Nothing is tagged yet. Tagged passages appear here.")
            : tr("No passage fits this query in %1.")
                  .arg(counted(result_->searched, tr("1 document"), tr("%1 documents"))));
  } else {
    QString text = tr("%1 in %2 of %3")
                       .arg(counted(result_->passages, tr("1 passage"), tr("%1 passages")),
                            grouped(result_->documents),
                            counted(result_->searched, tr("1 document"), tr("%1 documents")));
    if (!result_->what.leftOut.empty()) {
      text += QLatin1Char('\n') +
              counted(result_->what.leftOut.size(),
                      tr("1 tag is left out: its words are no longer in its text"),
                      tr("%1 tags are left out: their words are no longer in their texts"));
    }
    if (result_->passages > kMostShown) {
      text += QLatin1Char('\n') +
              tr("The first %1 are shown; an export holds all of them.").arg(grouped(kMostShown));
    }
    base_->setText(text);
  }
}

void ExcerptsPanel::showExcerpt() {
  const Excerpt* excerpt = model_->excerptAt(tree_->currentIndex());
  if (excerpt == nullptr) {
    whole_->clear();
    return;
  }
  const auto escaped = [](const std::string& text) { return toQString(text).toHtmlEscaped(); };
  QString text =
      QStringLiteral("%1<b>%2</b>%3")
          .arg((excerpt->leftIsCut ? QStringLiteral("… ") : QString()) + escaped(excerpt->left),
               escaped(excerpt->quote).replace(QLatin1Char('\n'), QLatin1String("<br>")),
               escaped(excerpt->right) + (excerpt->rightIsCut ? QStringLiteral(" …") : QString()));
  if (!excerpt->memo.empty()) {
    text += QStringLiteral("<p><i>%1</i></p>").arg(escaped(excerpt->memo));
  }
  const bool isRightToLeft = toQString(excerpt->quote).isRightToLeft();
  whole_->setText(QStringLiteral("<div dir=\"%1\">%2</div>")
                      .arg(isRightToLeft ? QStringLiteral("rtl") : QStringLiteral("ltr"), text));
}

void ExcerptsPanel::openExcerpt() {
  if (const Excerpt* excerpt = model_->excerptAt(tree_->currentIndex())) {
    const FoundPlace place = excerpt->place;
    session_.openAt(place.document, place.text, place.span);
  }
}

void ExcerptsPanel::exportAll() {
  if (!result_ || result_->passages == 0) return;
  std::vector<SaveKind> kinds;
  for (const ExportFormat& format : exportFormats()) {
    kinds.push_back({toQString(format.extension.substr(1))});
  }
  const auto place = askWhereToSave(
      this, tr("Export excerpts: people's words as they were recorded, NOT DEPERSONALISED"),
      tr("excerpts"), kinds);
  if (place) write(place->path, std::string(exportFormats()[place->kind].name));
}

void ExcerptsPanel::write(const QString& file, const std::string& format) {
  const std::string typed = toUtf8(query_->text().trimmed());
  const ParsedCodeQuery parsed =
      parseCodeQuery(typed.empty() ? std::string("*") : typed, session_.codebook());
  if (!parsed.query) return;
  Question question = questionOf(session_, *parsed.query, typed);
  question.attribute = attribute();
  question.ofDocument = isOfDocument();
  question.most = SIZE_MAX;
  const std::string groupedBy = question.attribute.empty()
                                    ? toUtf8(groups_->currentData().toString())
                                    : "attribute " + question.attribute;
  struct Written {
    std::string bytes;
    std::size_t excerpts = 0;
    std::size_t leftOut = 0;
  };
  writing_ = session_.start<Written>(
      [question, format, by = group(), groupedBy](const Storage& storage, Progress& progress) {
        const auto result = answer(question, storage, progress);
        putInGroups(result->what, groupedBy,
                    [&](const Excerpt& excerpt) { return toUtf8(groupOf(excerpt, by, *result)); });
        std::ostringstream out;
        exportFormatNamed(format).write(result->what, out);
        return Written{out.str(), result->what.excerpts.size(), result->what.leftOut.size()};
      },
      [this, file](const Written& written) {
        saveFile(session_, file, written.bytes,
                 tr("%1 written to %2, NOT DEPERSONALISED: keep it as safe as the interviews")
                     .arg(counted(written.excerpts, tr("1 excerpt"), tr("%1 excerpts"))));
      });
}

}  // namespace retold
