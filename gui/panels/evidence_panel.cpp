#include "gui/panels/evidence_panel.h"

#include <QLocale>

#include "gui/strings.h"
#include "queries/screen/rank.h"

namespace retold {

namespace {

QString scoreInWords(const OpenDocument& document, const std::vector<Lexicon>& lexicons) {
  QStringList lines;
  for (const ScoreLine& line : explainScore(document.candidate(), lexicons)) {
    lines << QStringLiteral("%1  %2").arg(QLocale().toString(line.points, 'f', 2),
                                          toQString(line.text));
  }
  return lines.join(QLatin1Char('\n'));
}

}  // namespace

EvidencePanel::EvidencePanel(Session& session, QWidget* parent)
    : Panel(tr("Why this file"), parent),
      session_(session),
      model_(new MatchList(session, this)),
      score_(new QuietLabel),
      list_(new CardListView(tr("Matches, best first"), 2)) {
  list_->setModel(model_);
  column()->addWidget(score_);
  column()->addWidget(list_, 1);
  setFocusProxy(list_);
  connect(list_, &CardListView::rowChosen, &session_, &Session::setCurrentMatch);
  connect(list_, &QListView::clicked, &session_,
          [this](const QModelIndex& index) { session_.setCurrentMatch(index.row()); });
  connect(&session_, &Session::documentChanged, this, &EvidencePanel::showDocument);
  connect(&session_, &Session::matchChanged, this,
          [this] { list_->showRow(session_.currentMatch().value_or(-1)); });
  showDocument();
}

void EvidencePanel::showDocument() {
  const std::shared_ptr<const OpenDocument> document = session_.document();
  const std::shared_ptr<const Screening> screening = session_.screening();
  list_->setPlaceholder(document ? tr("No term of the lexicon stands in this document.")
                                 : QString());
  score_->setVisible(document && screening && !document->matches().empty());
  if (score_->isHidden()) return;
  score_->setText(tr("score %1, the sum of what its matches add")
                      .arg(QLocale().toString(document->candidate().score, 'f', 1)));
  score_->setToolTip(scoreInWords(*document, screening->lexicons));
}

}  // namespace retold
