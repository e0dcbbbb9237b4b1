#include "gui/views/text_pair.h"

#include <QHBoxLayout>
#include <QSplitter>

#include "gui/models/memo_list.h"
#include "gui/strings.h"

namespace retold {

QString differencesInLine(const std::string& before, const std::string& after) {
  QStringList parts;
  for (const WordDifference& each : wordDifferences(before, after)) {
    const QString words = toQString(each.words).toHtmlEscaped();
    switch (each.kind) {
      case WordDifference::Kind::Same:
        parts << words;
        break;
      case WordDifference::Kind::Removed:
        parts << QStringLiteral("[-<s>%1</s>-]").arg(words);
        break;
      case WordDifference::Kind::Added:
        parts << QStringLiteral("{+<u>%1</u>+}").arg(words);
        break;
    }
  }
  return parts.join(QLatin1Char(' '));
}

TextPair::TextPair(QWidget* parent)
    : QWidget(parent),
      older_(new TranscriptView),
      newer_(new TranscriptView),
      olderWhen_(new QuietLabel),
      newerWhen_(new QuietLabel),
      differences_(new QLabel) {
  older_->setAccessibleName(tr("Older text"));
  newer_->setAccessibleName(tr("Newer text"));
  older_->setObjectName(QStringLiteral("older"));
  newer_->setObjectName(QStringLiteral("newer"));
  differences_->setTextFormat(Qt::RichText);
  differences_->setWordWrap(true);
  differences_->setAccessibleName(tr("What is different"));
  auto* both = new QSplitter(Qt::Horizontal);
  both->setChildrenCollapsible(false);
  both->addWidget(side(tr("Older text"), olderWhen_, older_));
  both->addWidget(side(tr("Newer text"), newerWhen_, newer_));
  auto* lines = new QVBoxLayout(this);
  lines->setContentsMargins(0, 0, 0, 0);
  lines->addWidget(both, 1);
  lines->addWidget(differences_);
  connect(newer_, &QPlainTextEdit::selectionChanged, this, &TextPair::chosenChanged);
  for (TranscriptView* view : {older_, newer_}) {
    connect(view, &TranscriptView::letterTyped, this, &TextPair::letterTyped);
  }
  clear();
}

QWidget* TextPair::side(const QString& title, QLabel* when, TranscriptView* view) {
  auto* widget = new QWidget;
  auto* name = new QLabel(title);
  QFont bold = name->font();
  bold.setBold(true);
  name->setFont(bold);
  when->setContentsMargins(0, 0, 0, 0);
  auto* lines = new QVBoxLayout(widget);
  lines->setContentsMargins(0, 0, 0, 0);
  lines->setSpacing(2);
  lines->addWidget(name);
  lines->addWidget(when);
  lines->addWidget(view, 1);
  return widget;
}

void TextPair::show(std::shared_ptr<const OpenDocument> older,
                    std::shared_ptr<const OpenDocument> newer, const Transfer& transfer,
                    const QString& code) {
  const auto when = [](const OpenDocument& document) {
    return tr("read %1").arg(timeInLine(document.text().read));
  };
  setEnabled(true);
  olderWhen_->setText(when(*older));
  newerWhen_->setText(when(*newer));
  const auto place = [&](TranscriptView& view, std::shared_ptr<const OpenDocument> document,
                         std::optional<ByteSpan> span) {
    if (view.shownDocument() != document) view.showDocument(document);
    view.clearSelection();
    std::vector<CodedPassage> marked;
    if (span) {
      CodedPassage passage;
      passage.span = *span;
      passage.colour = themeOf(palette()).accent;
      passage.label = code;
      marked.push_back(std::move(passage));
    }
    view.setCodedPassages(std::move(marked));
    if (span) view.reveal(*span);
  };
  const bool gone = transfer.place.standing == Standing::Gone;
  place(*older_, older, transfer.coding.span);
  place(*newer_, newer, gone ? std::nullopt : std::optional(transfer.place.span));
  const bool changed = transfer.place.standing == Standing::Changed;
  differences_->setVisible(changed);
  if (changed) {
    differences_->setText(
        tr("What is different: %1").arg(differencesInLine(transfer.coding.quote, transfer.quote)));
  }
}

void TextPair::clear() {
  setEnabled(false);
  for (TranscriptView* view : {older_, newer_}) {
    view->setCodedPassages({});
    view->showDocument(nullptr);
  }
  olderWhen_->clear();
  newerWhen_->clear();
  differences_->hide();
}

std::optional<ByteSpan> TextPair::chosen() const {
  return newer_->shownDocument() ? newer_->selectedPassage() : std::nullopt;
}

}  // namespace retold
