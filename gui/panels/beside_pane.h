#pragma once

#include <QComboBox>
#include <QSplitter>
#include <QToolButton>

#include "gui/panel.h"
#include "gui/session.h"
#include "gui/views/paired_views.h"
#include "gui/views/transcript_view.h"

namespace retold {

/// The transcript and, where it is wanted and there is one, its original or translation beside it.
/// Session and view must outlive it.
class BesidePane final : public QSplitter {
  Q_OBJECT
 public:
  /// `view`, the transcript of the open document, becomes a part of this.
  BesidePane(Session& session, TranscriptView& view, QWidget* parent = nullptr);

  /// What stands beside it; hidden where nothing does.
  TranscriptView* otherView() const { return otherView_; }
  bool isPossible() const { return which_->count() > 0; }
  void setWanted(bool wanted);
  /// The session shows another document, or its relations are others.
  void refresh();

 private:
  QWidget* side(QLabel* title, TranscriptView* view, std::initializer_list<QWidget*> more);
  void show();
  void showOther();

  Session& session_;
  TranscriptView& view_;
  TranscriptView* otherView_;
  QLabel* ownTitle_;
  QLabel* otherTitle_;
  QComboBox* which_;        ///< of several translations
  QToolButton* readOther_;  ///< opens what stands beside
  PairedViews* together_;
  QWidget* otherSide_ = nullptr;
  std::shared_ptr<const Beside> beside_;
  bool wanted_ = false;
};

}  // namespace retold
