#include "gui/panels/memo_editor.h"

#include "gui/models/memo_list.h"
#include "gui/strings.h"

namespace retold {

MemoEditor::MemoEditor(Session& session, QWidget* parent)
    : QWidget(parent),
      session_(session),
      about_(new QLabel),
      quote_(new QuietLabel),
      field_(new NoteField(tr("Memo"), [this](const QString& text) { return store(text); })) {
  QFont bold = about_->font();
  bold.setBold(true);
  about_->setFont(bold);
  about_->setTextFormat(Qt::PlainText);
  about_->setWordWrap(true);
  quote_->setContentsMargins(0, 0, 0, 0);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(about_);
  column->addWidget(quote_);
  column->addWidget(field_, 1);
  setFocusProxy(field_);
  connect(field_, &NoteField::left, this, &MemoEditor::left);
  connect(&session_, &QObject::destroyed, field_, &NoteField::disarm);
  connect(&session_, &Session::closing, this, [this] { field_->save(); });
  connect(&session_, &Session::projectChanged, this, &MemoEditor::clear);
  clear();
}

void MemoEditor::clear() {
  row_.reset();
  begun_.reset();
  about_->clear();
  quote_->hide();
  field_->show({}, false);
  field_->setStoredLine({});
  field_->setHint(tr("Choose a memo in the list to read it, or write a new one"));
  setEnabled(false);
}

void MemoEditor::enable() {
  setEnabled(true);
  field_->setHint(tr("Write what you think, doubt or want to come back to"));
}

void MemoEditor::open(const MemoRow& row) {
  enable();
  begun_.reset();
  row_ = row;
  about_->setText(tr("On %1").arg(aboutInLine(row)));
  quote_->setVisible(row.coding.has_value());
  if (row.coding) quote_->setText(inQuotes(row.coding->quote));
  const bool own = row.memo.coder == toUtf8(session_.coder()) && !session_.isReadOnly();
  field_->show(toQString(row.memo.text), own);
  showWho();
}

void MemoEditor::begin(const Uuid& about, const QString& aboutInWords) {
  enable();
  row_.reset();
  begun_ = Begun{about, aboutInWords};
  about_->setText(tr("New memo on %1").arg(aboutInWords));
  quote_->hide();
  field_->show({}, !session_.isReadOnly());
  field_->setStoredLine(session_.isReadOnly()
                            ? tr("This project is open for reading only.")
                            : tr("It is stored when you leave the field, or with Ctrl+Enter."));
}

void MemoEditor::showWho() {
  const QString coder = apart(toQString(row_->memo.coder));
  const QString time = timeInLine(row_->memo.time);
  const bool own = row_->memo.coder == toUtf8(session_.coder());
  field_->setStoredLine(own ? tr("Stored · yours, %1").arg(time)
                            : tr("By %1, %2: only the writer changes a memo").arg(coder, time));
}

void MemoEditor::follow(const MemoRow* row) {
  if (!row_) return;
  if (row == nullptr) {
    if (!field_->isEdited()) clear();
    return;
  }
  if (field_->isEdited()) return;  // the next storing says that it changed
  row_ = *row;
  field_->follow(toQString(row->memo.text));
  showWho();
}

bool MemoEditor::store(const QString& text) {
  const std::string words = toUtf8(text);
  if (text.trimmed().isEmpty()) return true;  // a memo stays as it was until it is removed
  const std::string coder = toUtf8(session_.coder());
  if (row_) {
    bool beside = false;
    const bool done = session_.change(Part::Memos | Part::Codings, [&](Storage& storage) {
      try {
        row_ = editMemo(storage, *row_, words, coder);
      } catch (const Error& error) {
        if (error.kind() != ErrorKind::Conflict) throw;
        beside = true;
      }
    });
    return beside ? storeBeside(words) : done;
  }
  if (!begun_) return true;
  const bool done = session_.change(Part::Memos, [&](Storage& storage) {
    MemoRow row;
    row.memo = writeMemo(storage, begun_->about, words, coder);
    row_ = row;
  });
  if (!done) return false;
  session_.say(tr("Memo stored on %1").arg(begun_->inWords));
  begun_.reset();
  emit written();
  return true;
}

bool MemoEditor::storeBeside(const std::string& text) {
  const bool done = session_.change(Part::Memos, [&](Storage& storage) {
    const Uuid about = row_->memo.about;
    MemoRow row;
    try {
      row.memo = writeMemo(storage, about, text, toUtf8(session_.coder()));
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::Refused) throw;
      row.memo = writeMemo(storage, Uuid{}, text, toUtf8(session_.coder()));
    }
    row_ = row;
  });
  if (!done) return false;
  session_.say(tr("The memo was changed in the meantime: what you typed is a memo of its own now"));
  emit written();
  return true;
}

void openSubject(Session& session, const MemoRow& row) {
  if (row.coding) {
    session.openAt(row.coding->document, row.coding->text, row.coding->span);
    return;
  }
  if (row.subject == MemoSubject::Code) {
    session.showCode(CodeId(row.memo.about));
    return;
  }
  std::optional<DocumentId> id;
  if (row.subject == MemoSubject::Document) id = DocumentId(row.memo.about);
  if (row.subject == MemoSubject::Case) {
    session.read([&](const Storage& storage) {
      const auto documents = storage.documentsOf(CaseId(row.memo.about));
      if (!documents.empty()) id = documents.front();
    });
  }
  const auto document = id ? session.storedDocument(*id) : std::nullopt;
  if (document) {
    session.openAt(document->id, document->text, {});
  } else {
    session.say(MemoEditor::tr("There is no passage to show for %1").arg(aboutInLine(row)));
  }
}

}  // namespace retold
