#include "gui/panels/document_memos_panel.h"

#include "gui/strings.h"

namespace retold {

namespace {

constexpr int kEdge = 10;
constexpr int kLowest = 110;

}  // namespace

DocumentMemosPanel::DocumentMemosPanel(Session& session, QWidget* parent)
    : Panel(tr("Memos"), parent),
      session_(session),
      model_(new MemoList(this)),
      list_(new CardListView(tr("Memos on what is read"), 2)),
      none_(new QuietLabel),
      editor_(new MemoEditor(session)),
      write_(addMenuAction(Menu::Document, "read.write-memo", tr("Write a &memo on the document"),
                           {QKeySequence(Qt::CTRL | Qt::Key_M)})) {
  list_->setModel(model_);
  editor_->setContentsMargins(kEdge, 0, kEdge, kEdge);
  editor_->setMinimumHeight(kLowest);
  column()->addWidget(none_);
  column()->addWidget(list_, 1);
  column()->addWidget(editor_, 2);
  column()->addStretch(0);
  setFocusProxy(list_);
  connect(write_, &QAction::triggered, this, &DocumentMemosPanel::write);
  connect(list_, &CardListView::rowChosen, this, &DocumentMemosPanel::openRow);
  connect(list_, &CardListView::rowEntered, this,
          [this](int row) { openSubject(session_, MemoRow(model_->rowAt(row))); });
  connect(editor_, &MemoEditor::left, this, &DocumentMemosPanel::leave);
  connect(&session_, &Session::documentChanged, this, &DocumentMemosPanel::find);
  connect(&session_, &Session::projectChanged, this, &DocumentMemosPanel::find);
  connect(&session_, &Session::textHidingChanged, this, &DocumentMemosPanel::showHiding);
  connect(&session_, &Session::changed, this, [this](Parts parts) {
    if (parts & (Part::Memos | Part::Codings | Part::Cases)) find();
  });
  receive({});
}

void DocumentMemosPanel::find() {
  const auto document = session_.document();
  const DocumentId id = document ? document->document().id : DocumentId();
  if (id != found_) {
    editor_->keep();
    if (!editor_->hasUnstored()) editor_->clear();
    receive({});
    found_ = id;
  }
  if (!document) {
    finding_.reset();
    return;
  }
  MemoQuestion question;
  question.around = id;
  finding_ = session_.start<MemosFound>(
      [question](const Storage& storage, Progress& progress) {
        return findMemos(storage, question, progress);
      },
      [this](MemosFound found) { receive(std::move(found)); });
}

void DocumentMemosPanel::showHiding() {
  if (hidden_ == session_.hidesText()) return;
  editor_->keep();
  if (session_.hidesText() && !editor_->hasUnstored()) {
    editor_->clear();
    receive({});
  }
  find();
}

void DocumentMemosPanel::receive(MemosFound found) {
  const auto rows = static_cast<int>(found.rows.size());
  hidden_ = session_.hidesText();
  model_->setRows(hidden_ ? std::vector<MemoRow>() : std::move(found.rows));
  none_->setText(hidden_ && rows > 0
                     ? tr("Hidden until you ask for the text of this document.")
                     : tr("None yet. %1 writes one on this document.")
                           .arg(write_->shortcut().toString(QKeySequence::NativeText)));
  title()->setText(rows == 0 ? tr("Memos")
                             : tr("Memos: %1").arg(grouped(static_cast<std::uint64_t>(rows))));
  const int shown = editor_->shown().isNil() ? -1 : model_->rowOf(editor_->shown());
  list_->showRow(shown);
  if (!editor_->shown().isNil()) {
    editor_->follow(shown < 0 ? nullptr : &model_->rowAt(shown));
  }
  none_->setVisible(model_->rowCount() == 0 && session_.document() != nullptr);
  list_->setVisible(model_->rowCount() > 0);
  editor_->setVisible(editor_->isWriting());
  setPossible(write_, session_.document() != nullptr && !session_.isReadOnly());
}

void DocumentMemosPanel::write() {
  const auto document = session_.document();
  if (!document || !editor_->keep()) return;
  list_->showRow(-1);
  editor_->begin(document->document().id,
                 tr("document %1").arg(apart(toQString(document->document().name))));
  editor_->show();
  editor_->setFocus(Qt::ShortcutFocusReason);
}

void DocumentMemosPanel::openRow(int row) {
  const MemoRow chosen = model_->rowAt(row);
  if (!editor_->keep()) {
    list_->showRow(model_->rowOf(editor_->shown()));
    return;
  }
  editor_->open(chosen);
  editor_->show();
}

void DocumentMemosPanel::leave() {
  if (editor_->shown().isNil()) {
    editor_->clear();
    editor_->hide();
  }
  emit session_.textWanted();
}

}  // namespace retold
