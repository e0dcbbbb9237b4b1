#include "gui/panels/framework_cell.h"

#include <algorithm>

#include "gui/code_label.h"
#include "gui/line_parts.h"
#include "gui/models/memo_list.h"
#include "gui/strings.h"

namespace retold {

FrameworkCellEditor::FrameworkCellEditor(Session& session, QWidget* parent)
    : QWidget(parent),
      session_(session),
      title_(new QLabel),
      field_(new NoteField(tr("Summary"), [this](const QString& text) { return store(text); })),
      others_(new QuietLabel),
      base_(new QuietLabel),
      passages_(new FrameworkPassages(this)),
      list_(new QListView) {
  QFont bold = title_->font();
  bold.setBold(true);
  title_->setFont(bold);
  title_->setTextFormat(Qt::PlainText);
  title_->setWordWrap(true);
  field_->setHint(tr("What this case says on this code, in your own words"));
  others_->setContentsMargins(0, 0, 0, 0);
  base_->setContentsMargins(0, 0, 0, 0);
  list_->setModel(passages_);
  list_->setAccessibleName(tr("Passages that the summary rests on"));
  list_->setUniformItemSizes(true);
  list_->setTabKeyNavigation(false);
  list_->setTextElideMode(Qt::ElideRight);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* lines = new QVBoxLayout(this);
  lines->setContentsMargins(0, 0, 0, 0);
  lines->addWidget(title_);
  lines->addWidget(field_, 2);
  lines->addWidget(others_);
  lines->addWidget(base_);
  lines->addWidget(list_, 3);
  setFocusProxy(field_);
  connect(field_, &NoteField::left, this, &FrameworkCellEditor::left);
  connect(&session_, &QObject::destroyed, field_, &NoteField::disarm);
  connect(list_, &QListView::activated, this, &FrameworkCellEditor::openPassage);
  connect(passages_, &FrameworkPassages::linksChanged, this, [this] {
    if (!store(field_->text())) follow();
    showPassages();
  });
  connect(&session_, &Session::closing, this, [this] { keep(); });
  connect(&session_, &Session::projectChanged, this, &FrameworkCellEditor::clear);
  clear();
}

void FrameworkCellEditor::clear() {
  cell_.reset();
  file_ = {};
  setEnabled(false);
  title_->clear();
  field_->show({}, false);
  field_->setStoredLine(tr("Choose a cell of the table to sum up a case."));
  others_->hide();
  base_->clear();
  passages_->setPassages({}, false);
}

void FrameworkCellEditor::open(CaseId person, const QString& caseName, const Code& code,
                               const FrameworkQuestion& question) {
  cell_ = Cell{person, code.id, tr("Case %1 · %2").arg(apart(caseName), apart(codeLabel(code))),
               question};
  setEnabled(true);
  title_->setText(cell_->title);
  file_ = {};
  field_->show({}, !session_.isReadOnly());
  read();
  field_->show(file_.summary ? toQString(file_.summary->text) : QString(), !session_.isReadOnly());
}

void FrameworkCellEditor::read() {
  session_.read([this](const Storage& storage) {
    file_ = readCell(storage, cell_->person, cell_->code, cell_->question);
  });
  QStringList others;
  for (const Summary& summary : file_.others) {
    others
        << tr("%1 wrote: %2").arg(apart(toQString(summary.coder)), apart(toQString(summary.text)));
  }
  others_->setText(others.join(QLatin1Char('\n')));
  others_->setVisible(!others.isEmpty());
  passages_->setPassages(file_.passages, !session_.isReadOnly());
  showPassages();
}

void FrameworkCellEditor::follow() {
  if (!cell_) return;
  // While something is typed, what it is stored in place of stays as it was read.
  const std::optional<Summary> before = file_.summary;
  read();
  if (field_->isEdited()) {
    file_.summary = before;
  } else {
    field_->follow(file_.summary ? toQString(file_.summary->text) : QString());
  }
  showPassages();
}

void FrameworkCellEditor::showPassages() {
  const auto linked = static_cast<std::uint64_t>(passages_->linked().size());
  const auto all = static_cast<std::uint64_t>(passages_->rowCount());
  QString base = all == 0
                     ? tr("This case has no passage tagged with this code, or one below it.")
                     : tr("%1 of %2 linked · Space links, Enter opens")
                           .arg(grouped(linked), counted(all, tr("1 passage"), tr("%1 passages")));
  if (file_.removed > 0) {
    base += kBetweenParts + counted(file_.removed, tr("1 linked passage is tagged so no more"),
                                    tr("%1 linked passages are tagged so no more"));
  }
  base_->setText(base);
  field_->setStoredLine(file_.summary
                            ? tr("Stored, %1").arg(timeInLine(file_.summary->time))
                            : tr("Not summed up yet. It is stored when you leave the field."));
}

bool FrameworkCellEditor::store(const QString& text) {
  if (!cell_) return true;
  std::vector<CodingId> links = passages_->linked();
  // Passages that are not listed, removed ones too, stay named.
  if (file_.summary) {
    for (const CodingId& id : file_.summary->codings) {
      const bool listed = std::ranges::any_of(
          file_.passages, [&](const FrameworkPassage& each) { return each.coding.id == id; });
      if (!listed) links.push_back(id);
    }
  }
  std::optional<Summary> summary;
  const bool done = session_.change(Part::Summaries, [&](Storage& storage) {
    summary = writeSummary(storage, file_.summary, cell_->person, cell_->code, toUtf8(text), links,
                           toUtf8(session_.coder()));
    file_.summary = summary;  // before anybody hears of it
  });
  if (!done) return false;
  showPassages();
  emit stored(cell_->person, cell_->code, summary);
  return true;
}

void FrameworkCellEditor::openPassage(const QModelIndex& index) {
  if (!keep()) return;
  const Coding coding = passages_->passageAt(index.row()).coding;
  session_.openAt(coding.document, coding.text, coding.span);
}

}  // namespace retold
