#pragma once

#include <QActionGroup>
#include <map>

#include "gui/panel.h"
#include "gui/panels/beside_pane.h"
#include "gui/panels/coding_actions.h"
#include "gui/panels/document_actions.h"
#include "gui/session.h"
#include "gui/views/favourites_bar.h"
#include "gui/views/find_bar.h"
#include "gui/views/line_prompt.h"
#include "gui/views/transcript_view.h"

namespace retold {

/// The transcript with its hits and codings, and what is done with a passage: tag it, look for a
/// word, say its language. Its original or translation may stand beside it.
class TranscriptPanel final : public Panel {
  Q_OBJECT
 public:
  TranscriptPanel(Session& session, QWidget* parent);

  TranscriptView* view() const { return view_; }
  /// What stands beside it; hidden where nothing does.
  TranscriptView* otherView() const { return beside_->otherView(); }

 private:
  void layOut();
  void connectSession();
  void connectView();
  void addActions();
  void addTagging();
  void addFavourites();
  void addDocumentActions();
  void addChoices();
  void showMenu(const QPoint& global);
  void showDocument();
  void showHeader();
  void showDetails();
  void showCodings();
  void showFlags();
  void showFavourites();
  void showChoices();
  void showPossible();
  void describeCursor();
  /// What can be done with a selected passage, with the keys that hold.
  QString selectionHint() const;
  void askPlace();
  void goTo(const QString& typed);

  Session& session_;
  QLabel* details_;
  QLabel* places_;
  QLabel* notes_;
  QLabel* screened_;
  TranscriptView* view_;
  BesidePane* beside_;
  DocumentActions* said_;
  CodingActions* coding_;
  FavouritesBar* favourites_;
  FindBar* find_;
  LinePrompt* place_;
  std::map<QString, QAction*> own_;  ///< by id
  std::vector<QAction*> onCoding_;   ///< possible only with a current coding
  QList<QAction*> tagging_;          ///< with favourites, in their order
  QActionGroup* numbers_ = nullptr;  ///< what is counted in the margin
  QActionGroup* snap_ = nullptr;     ///< what selections are widened to
};

}  // namespace retold
