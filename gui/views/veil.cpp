#include "gui/views/veil.h"

#include <QBoxLayout>
#include <QRegularExpression>
#include <QSplitter>

#include "gui/panel.h"

namespace retold {

namespace {

/// The box layout in which a widget stands, and its place there.
std::pair<QBoxLayout*, int> placeIn(QLayout* layout, QWidget* widget) {
  if (layout == nullptr) return {nullptr, -1};
  const int place = layout->indexOf(widget);
  if (place >= 0) return {qobject_cast<QBoxLayout*>(layout), place};
  for (int i = 0; i < layout->count(); ++i) {
    const auto found = placeIn(layout->itemAt(i)->layout(), widget);
    if (found.first != nullptr) return found;
  }
  return {nullptr, -1};
}

}  // namespace

Veil::Veil(QWidget& covered, const QString& key)
    : QFrame(covered.parentWidget()),
      covered_(&covered),
      show_(new QPushButton(key.isEmpty() ? tr("Show the text")
                                          : tr("Show the text (%1)").arg(key))) {
  show_->setAutoDefault(false);
  setObjectName(QStringLiteral("veil"));
  setAccessibleName(tr("The text is hidden"));
  auto* says = new QuietLabel(tr("The text is hidden until you ask for it."));
  says->setAlignment(Qt::AlignHCenter);
  auto* column = new QVBoxLayout(this);
  column->addStretch(1);
  column->addWidget(says);
  column->addWidget(show_, 0, Qt::AlignHCenter);
  column->addStretch(2);
  connect(show_, &QPushButton::clicked, this, &Veil::textWanted);
  connect(&covered, &QObject::destroyed, this, &QObject::deleteLater);
  setFocusProxy(show_);
  standBeside(covered);
  hide();
}

void Veil::standBeside(QWidget& covered) {
  QWidget* parent = covered.parentWidget();
  if (auto* splitter = qobject_cast<QSplitter*>(parent)) {
    splitter->insertWidget(splitter->indexOf(&covered) + 1, this);
    splitter->setStretchFactor(splitter->indexOf(this), 1);
    return;
  }
  const auto [box, place] = placeIn(parent->layout(), &covered);
  if (box != nullptr) box->insertWidget(place + 1, this, 1);
}

void Veil::setDrawn(bool drawn) {
  if (drawn == drawn_ || !covered_) return;
  drawn_ = drawn;
  const bool hadKeyboard =
      drawn ? covered_->hasFocus() || covered_->isAncestorOf(focusWidget()) : show_->hasFocus();
  // First hidden, then shown: the other way round both would be laid out for a moment.
  if (drawn) {
    covered_->hide();
    show();
    if (hadKeyboard) show_->setFocus();
  } else {
    hide();
    covered_->show();
    if (hadKeyboard) covered_->setFocus();
  }
}

Veil* veilWhereHidden(QWidget& covered, Session& session) {
  auto* veil = new Veil(covered, {});
  const auto follow = [veil, &session] { veil->setDrawn(session.isOpen() && session.hidesText()); };
  QObject::connect(veil, &Veil::textWanted, &session, [&session] { session.askForText(true); });
  QObject::connect(&session, &Session::textHidingChanged, veil, follow);
  follow();
  return veil;
}

QString withoutQuotes(const QString& line) {
  static const QRegularExpression quoted(QStringLiteral("[“„«\"].*[”“»\"]|[“„«\"].*$"),
                                         QRegularExpression::DotMatchesEverythingOption);
  QString without = line;
  return without.replace(quoted, QStringLiteral("“…”"));
}

}  // namespace retold
