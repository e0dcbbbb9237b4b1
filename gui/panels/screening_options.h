#pragma once

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QMenu>
#include <QToolButton>

#include "gui/panel.h"
#include "gui/session.h"

namespace retold {

/// What the user sets for a screening: the languages whose lexicons run, how strictly words are
/// matched, whether the decisions set the order, and the cut-off. Each change screens again, but
/// for the cut-off, which marks the candidates anew. Opens the list of the runs that were kept.
class ScreeningOptions final : public QWidget {
  Q_OBJECT
 public:
  explicit ScreeningOptions(Session& session, QWidget* parent = nullptr);

 private:
  void fillLanguages();
  void fillMatching();
  void takeLanguages();
  void takeCutOff();
  void showCutOff();
  void showWish();
  void showJudged();

  Session& session_;
  QToolButton* languages_;
  QMenu* languageMenu_;
  QToolButton* matching_;
  QMenu* matchingMenu_;
  QDoubleSpinBox* cutOff_;
  QToolButton* ownCutOff_;  ///< back to what the lexicons say
  QToolButton* runs_;
  QCheckBox* learned_;
  QLabel* judged_;
  QStringList filledFor_;  ///< lexicons whose languages the menu holds
};

}  // namespace retold
