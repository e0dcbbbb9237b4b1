#include "gui/views/code_use_view.h"

#include <QVBoxLayout>

#include "gui/models/memo_list.h"
#include "gui/strings.h"

namespace retold {

CodeUseView::CodeUseView(Session& session, QWidget* parent)
    : QTabWidget(parent),
      session_(session),
      examples_(new CardRows(this)),
      history_(new CardRows(this)),
      base_(new QuietLabel),
      list_(new CardListView(tr("Examples from the data"), 2)),
      events_(new CardListView(tr("History of the code"), 3)) {
  setDocumentMode(true);
  list_->setModel(examples_);
  list_->setPlaceholder(
      tr("Nothing is tagged with this code yet. On the page Read, select a "
         "passage and type the first letters of the code."));
  events_->setModel(history_);
  events_->setPlaceholder(tr("Nothing is known of its history: it was purged."));
  auto* page = new QWidget;
  auto* lines = new QVBoxLayout(page);
  lines->setContentsMargins(0, 4, 0, 0);
  lines->addWidget(base_);
  lines->addWidget(list_, 1);
  addTab(page, tr("E&xamples"));
  addTab(events_, tr("Histor&y"));
  connect(list_, &CardListView::rowEntered, this, &CodeUseView::open);
  connect(list_, &QListView::clicked, this,
          [this](const QModelIndex& index) { open(index.row()); });
  connect(&session_, &Session::filterChanged, this, &CodeUseView::read);
}

void CodeUseView::show(std::optional<CodeId> code) {
  if (code != code_) receive({});
  code_ = code;
  read();
}

void CodeUseView::read() {
  job_.reset();
  if (!code_ || !session_.isOpen()) return receive({});
  const auto passing = session_.passing();
  job_ = session_.start<Use>(
      [code = *code_, passing](const Storage& storage, Progress& progress) {
        constexpr std::size_t most = 200;
        Use use;
        for (Coding& coding : examplesOf(storage, code)) {
          ++use.all;
          if (passing && passing->count(coding.document) == 0) continue;
          ++use.passing;
          if (use.examples.size() == most) continue;
          if (const auto document = storage.document(coding.document)) {
            use.names.emplace(coding.document, document->name);
          }
          use.examples.push_back(std::move(coding));
        }
        use.history = historyOf(storage, code, progress);
        return use;
      },
      [this](Use use) { receive(std::move(use)); });
}

void CodeUseView::receive(Use use) {
  use_ = std::move(use);
  const bool filtered = use_.passing != use_.all;
  base_->setVisible(filtered || use_.examples.size() < use_.passing);
  base_->setText(filtered ? tr("%1 of %2 passages are in the documents that the filter shows.")
                                .arg(grouped(use_.passing), grouped(use_.all))
                          : tr("The first %1 of %2 passages, important ones first.")
                                .arg(grouped(use_.examples.size()), grouped(use_.passing)));
  examples_->setRows(static_cast<int>(use_.examples.size()), [this](int row) {
    const Coding& coding = use_.examples[static_cast<std::size_t>(row)];
    const auto name = use_.names.find(coding.document);
    Card card;
    card.title = name == use_.names.end() ? QString() : apart(toQString(name->second));
    if (coding.important) {
      card.sign = tr("important");
      card.tone = Tone::Accent;
    }
    card.after = onOneLine(toQString(coding.quote));
    card.below = tr("%1 · %2").arg(apart(toQString(coding.coder)), timeInLine(coding.time));
    if (!coding.memo.empty()) {
      card.below = tr("%1 · memo: %2").arg(card.below, onOneLine(toQString(coding.memo)));
    }
    return card;
  });
  history_->setRows(static_cast<int>(use_.history.size()), [this](int row) {
    const CodeEvent& event = use_.history[static_cast<std::size_t>(row)];
    Card card;
    card.title = toQString(event.action);
    QStringList changes;
    for (const std::string& change : event.changes) changes << onOneLine(toQString(change));
    card.after = changes.join(QStringLiteral(" · "));
    card.below = tr("%1 · %2").arg(apart(toQString(event.coder)), timeInLine(event.time));
    return card;
  });
}

void CodeUseView::open(int row) {
  if (row < 0 || static_cast<std::size_t>(row) >= use_.examples.size()) return;
  const Coding& coding = use_.examples[static_cast<std::size_t>(row)];
  session_.openAt(coding.document, coding.text, coding.span);
}

}  // namespace retold
