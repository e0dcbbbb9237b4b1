#pragma once

#include <QCheckBox>
#include <QMenu>
#include <QToolButton>

#include "gui/panel.h"
#include "gui/session.h"

namespace retold {

/// What the user sets for a screening: the languages whose lexicons run, how strictly words are
/// matched, and whether the decisions set the order. Each change screens again.
class ScreeningOptions final : public QWidget {
  Q_OBJECT
 public:
  explicit ScreeningOptions(Session& session, QWidget* parent = nullptr);

 private:
  void fillLanguages();
  void fillMatching();
  void takeLanguages();
  void showWish();
  void showJudged();

  Session& session_;
  QToolButton* languages_;
  QMenu* languageMenu_;
  QToolButton* matching_;
  QMenu* matchingMenu_;
  QCheckBox* learned_;
  QLabel* judged_;
  QStringList filledFor_;  ///< lexicons whose languages the menu holds
};

}  // namespace retold
