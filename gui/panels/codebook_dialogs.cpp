#include "gui/panels/codebook_dialogs.h"

#include <QFormLayout>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/strings.h"
#include "gui/views/code_chip.h"
#include "gui/views/veil.h"

namespace retold {

namespace {

QLabel* plainLabel(const QString& text = {}) {
  auto* label = new QLabel(text);
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  return label;
}

QDialogButtonBox* buttonsFor(QDialog* dialog, const QString& action) {
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  buttons->button(QDialogButtonBox::Ok)->setText(action);
  QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setModal(true);
  return buttons;
}

}  // namespace

MergeDialog::MergeDialog(Session& session, const Code& from, QWidget* parent)
    : QDialog(parent),
      session_(session),
      from_(from),
      typed_(new QLineEdit),
      codes_(new QListWidget),
      size_(plainLabel()),
      after_(new QComboBox),
      buttons_(buttonsFor(this, tr("Merge"))) {
  setWindowTitle(tr("Merge a code into another"));
  resize(520, 560);
  auto* what = plainLabel(tr("Into which code does “%1” go?").arg(toQString(from.label)));
  typed_->setAccessibleName(tr("Letters of the code"));
  typed_->setPlaceholderText(tr("Type to narrow the list"));
  codes_->setAccessibleName(tr("Codes"));
  codes_->setUniformItemSizes(true);
  for (const Code& code : session.codebook().codes) {
    if (code.id == from.id || code.retired) continue;
    auto* item =
        new QListWidgetItem(codeChip(code, palette()),
                            tr("%1 (%2)").arg(toQString(code.label), toQString(code.name)), codes_);
    item->setData(Qt::UserRole, toQString(toText(code.id)));
  }
  after_->setAccessibleName(tr("What becomes of the code"));
  after_->addItem(tr("Retire “%1”: it can still be looked at").arg(toQString(from.label)));
  after_->addItem(tr("Remove “%1” from the codebook").arg(toQString(from.label)));
  auto* lines = new QVBoxLayout(this);
  lines->addWidget(what);
  lines->addWidget(typed_);
  lines->addWidget(codes_, 1);
  lines->addWidget(size_);
  lines->addWidget(after_);
  lines->addWidget(buttons_);
  connect(typed_, &QLineEdit::textChanged, this, [this](const QString& typed) {
    for (int row = 0; row < codes_->count(); ++row) {
      QListWidgetItem* item = codes_->item(row);
      item->setHidden(!item->text().contains(typed.trimmed(), Qt::CaseInsensitive));
    }
    if (codes_->currentItem() != nullptr && codes_->currentItem()->isHidden()) {
      codes_->setCurrentItem(nullptr);
    }
  });
  connect(codes_, &QListWidget::currentItemChanged, this, &MergeDialog::showSize);
  connect(buttons_, &QDialogButtonBox::accepted, this, &MergeDialog::merge);
  showSize();
}

std::optional<CodeId> MergeDialog::into() const {
  const QListWidgetItem* item = codes_->currentItem();
  if (item == nullptr) return std::nullopt;
  const auto id = parseUuid(toUtf8(item->data(Qt::UserRole).toString()));
  return id ? std::optional(CodeId(*id)) : std::nullopt;
}

void MergeDialog::showSize() {
  QPushButton* merge = buttons_->button(QDialogButtonBox::Ok);
  merge->setEnabled(false);
  const std::optional<CodeId> code = into();
  if (!code) {
    size_->setText(tr("Choose a code."));
    return;
  }
  MergeSize size;
  std::optional<Problem> problem;
  session_.read([&](const Storage& storage) {
    problem = attempt([&] { size = mergeSize(storage, from_.id, *code); });
  });
  if (problem) {
    size_->setText(tr("%1. %2.").arg(problem->what, problem->hint));
    return;
  }
  QStringList lines;
  lines << tr("%1 %2 get the other code.")
               .arg(counted(size.codings, tr("1 passage"), tr("%1 passages")),
                    counted(size.documents, tr("in 1 document"), tr("in %1 documents")));
  if (size.doubled > 0) {
    lines << counted(size.doubled, tr("1 passage has both codes: its two notes are joined."),
                     tr("%1 passages have both codes: their notes are joined."));
  }
  if (size.summaries > 0) {
    lines << counted(size.summaries, tr("1 summary of the framework moves."),
                     tr("%1 summaries of the framework move."));
  }
  if (size.memos > 0) {
    lines << counted(size.memos, tr("1 memo on the code moves."), tr("%1 memos on the code move."));
  }
  if (size.below > 0) {
    lines << counted(size.below, tr("1 code below it moves with it."),
                     tr("%1 codes below it move with it."));
  }
  lines << tr("One step of undo takes all of this back.");
  size_->setText(lines.join(QLatin1Char('\n')));
  merge->setEnabled(true);
}

void MergeDialog::merge() {
  const std::optional<CodeId> code = into();
  if (!code) return;
  MergeSize size;
  const Code* other = session_.code(*code);
  const QString name = other == nullptr ? QString() : toQString(other->label);
  const auto after = after_->currentIndex() == 0 ? AfterMerge::Retire : AfterMerge::Remove;
  const bool done = session_.change(
      Part::Codebook | Part::Codings | Part::Summaries | Part::Memos, [&](Storage& storage) {
        size = mergeCodes(storage, from_.id, *code, after, toUtf8(session_.coder()));
      });
  if (!done) return;
  // A blind reader is not told how often others used the code.
  session_.say(session_.isBlind()
                   ? tr("Merged “%1” into “%2”").arg(toQString(from_.label), name)
                   : tr("Merged “%1” into “%2”: %3")
                         .arg(toQString(from_.label), name,
                              counted(size.codings, tr("1 passage"), tr("%1 passages"))));
  accept();
}

SplitDialog::SplitDialog(Session& session, const Code& code, std::vector<Coding> codings,
                         QWidget* parent)
    : QDialog(parent),
      session_(session),
      code_(code),
      codings_(std::move(codings)),
      label_(new QLineEdit),
      list_(new QListWidget),
      count_(plainLabel()),
      buttons_(buttonsFor(this, tr("Split off"))) {
  setWindowTitle(tr("Split a code"));
  resize(640, 560);
  label_->setAccessibleName(tr("Label of the new code"));
  label_->setPlaceholderText(
      tr("What the new code below “%1” is called").arg(toQString(code.label)));
  list_->setAccessibleName(tr("Passages that go to the new code"));
  list_->setUniformItemSizes(true);
  for (const Coding& coding : codings_) {
    auto* item = new QListWidgetItem(
        tr("“%1” (%2)").arg(onOneLine(toQString(coding.quote)), apart(toQString(coding.coder))),
        list_);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(Qt::Unchecked);
    item->setToolTip(toQString(coding.quote));
  }
  auto* lines = new QVBoxLayout(this);
  lines->addWidget(label_);
  lines->addWidget(
      plainLabel(tr("Tick the passages that go to it; the space bar ticks. The others "
                    "stay where they are.")));
  lines->addWidget(list_, 1);
  lines->addWidget(count_);
  lines->addWidget(buttons_);
  veilWhereHidden(*list_, session_);
  connect(label_, &QLineEdit::textChanged, this, &SplitDialog::showCount);
  connect(list_, &QListWidget::itemChanged, this, &SplitDialog::showCount);
  connect(buttons_, &QDialogButtonBox::accepted, this, &SplitDialog::split);
  showCount();
}

void SplitDialog::showCount() {
  std::uint64_t ticked = 0;
  for (int row = 0; row < list_->count(); ++row) {
    ticked += list_->item(row)->checkState() == Qt::Checked ? 1 : 0;
  }
  count_->setText(tr("%1 of %2 passages go to the new code. One step of undo takes it back.")
                      .arg(grouped(ticked), grouped(codings_.size())));
  buttons_->button(QDialogButtonBox::Ok)->setEnabled(!label_->text().trimmed().isEmpty());
}

void SplitDialog::split() {
  SplitPart part{toUtf8(label_->text()), {}};
  for (int row = 0; row < list_->count(); ++row) {
    if (list_->item(row)->checkState() == Qt::Checked) {
      part.codings.push_back(codings_[static_cast<std::size_t>(row)].id);
    }
  }
  const bool done = session_.change(Part::Codebook | Part::Codings, [&](Storage& storage) {
    splitCode(storage, code_.id, {part}, toUtf8(session_.coder()));
  });
  if (!done) return;
  session_.say(tr("Split “%1” off “%2”: %3")
                   .arg(label_->text().trimmed(), toQString(code_.label),
                        counted(part.codings.size(), tr("1 passage"), tr("%1 passages"))));
  accept();
}

}  // namespace retold
