#include "gui/panels/beside_pane.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <algorithm>

#include "gui/panels/coded_passages.h"
#include "gui/strings.h"
#include "gui/views/mirrored_margins.h"

namespace retold {

namespace {
constexpr int kNarrowest = 160;
}

BesidePane::BesidePane(Session& session, TranscriptView& view, QWidget* parent)
    : QSplitter(Qt::Horizontal, parent),
      session_(session),
      view_(view),
      otherView_(new TranscriptView),
      ownTitle_(new QuietLabel),
      otherTitle_(new QuietLabel),
      which_(new QComboBox),
      readOther_(new QToolButton),
      together_(new PairedViews(view_, *otherView_, this)) {
  otherView_->setObjectName(QStringLiteral("otherText"));
  otherView_->setAccessibleName(tr("What stands beside it"));
  which_->setAccessibleName(tr("Which translation stands beside it"));
  readOther_->setText(tr("Read this one"));
  readOther_->setToolTip(tr("Opens this document, to tag and judge in it"));
  // The texts of both sides begin at one height.
  for (QLabel* title : {ownTitle_, otherTitle_}) {
    title->setMinimumHeight(readOther_->sizeHint().height());
  }
  setChildrenCollapsible(false);
  addWidget(side(ownTitle_, &view_, {}));
  otherSide_ = side(otherTitle_, otherView_, {which_, readOther_});
  addWidget(otherSide_);
  ownTitle_->hide();
  otherSide_->hide();
  connect(otherView_, &TranscriptView::letterTyped, this, [this] {
    session_.say(
        tr("Passages are tagged in the document that is open: “Read this one” opens the "
           "other"));
  });
  connect(which_, &QComboBox::activated, this, &BesidePane::showOther);
  connect(readOther_, &QToolButton::clicked, this, [this] {
    if (beside_) session_.show(beside_->document->document().id);
  });
}

QWidget* BesidePane::side(QLabel* title, TranscriptView* view,
                          std::initializer_list<QWidget*> more) {
  auto* box = new QWidget;
  auto* top = new QHBoxLayout;
  setMirroredMargins(*top, 0, 2, 8, 2);
  top->addWidget(title, 1);
  for (QWidget* each : more) top->addWidget(each);
  auto* lines = new QVBoxLayout(box);
  lines->setContentsMargins(0, 0, 0, 0);
  lines->setSpacing(0);
  lines->addLayout(top);
  lines->addWidget(view, 1);
  view->setMinimumWidth(kNarrowest);
  return box;
}

void BesidePane::setWanted(bool wanted) {
  wanted_ = wanted;
  show();
}

void BesidePane::refresh() {
  const QVariant before = which_->currentData();
  const QSignalBlocker quiet(which_);
  which_->clear();
  const auto add = [this](const TranslationLink& link, DocumentId id) {
    which_->addItem(toQString(link.name), toQString(toText(id)));
  };
  const DocumentRelations& relations = session_.relations();
  if (relations.original) add(*relations.original, relations.original->translation.original);
  for (const TranslationLink& link : relations.translations) add(link, link.translation.document);
  which_->setCurrentIndex(std::max(0, which_->findData(before)));
  which_->setVisible(which_->count() > 1);
  show();
}

void BesidePane::show() {
  if (wanted_ && session_.document() && isPossible()) {
    showOther();
    return;
  }
  together_->part();
  beside_.reset();
  otherView_->showDocument(nullptr);
  otherSide_->hide();
  ownTitle_->hide();
}

void BesidePane::showOther() {
  const DocumentRelations& relations = session_.relations();
  const bool isOriginal = relations.original.has_value();
  const auto at = static_cast<std::size_t>(std::max(0, which_->currentIndex()));
  const DocumentId other = isOriginal ? relations.original->translation.original
                                      : relations.translations[at].translation.document;
  together_->part();
  beside_ = session_.beside(other);
  if (!beside_) return;
  // The original stands first, whichever of the two is open.
  insertWidget(isOriginal ? 0 : 1, otherSide_);
  const QString original = tr("Original: %1");
  const QString translation = tr("Translation: %1");
  ownTitle_->setText(
      (isOriginal ? translation : original).arg(toQString(session_.document()->document().name)));
  otherTitle_->setText(
      (isOriginal ? original : translation).arg(toQString(beside_->document->document().name)));
  const bool wasHidden = otherSide_->isHidden();
  ownTitle_->show();
  otherSide_->show();
  if (wasHidden) setSizes({width() / 2, width() / 2});
  otherView_->showDocument(beside_->document);
  otherView_->setCodedPassages(
      passagesOf(session_, beside_->codings, beside_->document->text().id, themeOf(palette())));
  together_->pair(beside_->turns, beside_->side);
}

}  // namespace retold
