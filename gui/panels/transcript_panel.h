#pragma once

#include <QComboBox>
#include <QLineEdit>
#include <QSplitter>
#include <QToolButton>

#include "gui/panel.h"
#include "gui/panels/document_actions.h"
#include "gui/session.h"
#include "gui/views/code_finder.h"
#include "gui/views/paired_views.h"
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
  TranscriptView* otherView() const { return otherView_; }

 private:
  void layOut();
  QWidget* makePair();
  void addActions();
  void addDocumentActions();
  void showMenu(const QPoint& global);
  void showDocument();
  void showHeader();
  void showDetails();
  void showCodings();
  std::vector<CodedPassage> passagesOf(const std::vector<Coding>& codings, TextId text) const;
  /// Which documents can stand beside the open one, and the one that does.
  void offerBeside();
  void showBeside();
  void showOther();
  void startTagging(const QString& letter);
  void find(bool backwards);
  void openFindBar();
  void closeFindBar();
  std::vector<Code> suggestions(const QString& typed) const;

  Session& session_;
  QLabel* details_;
  QLabel* places_;
  QLabel* notes_;
  QLabel* screened_;
  TranscriptView* view_;
  TranscriptView* otherView_;
  QSplitter* pair_;
  QWidget* ownSide_;
  QWidget* otherSide_;
  QLabel* ownTitle_;
  QLabel* otherTitle_;
  QComboBox* which_;        ///< of several translations
  QToolButton* readOther_;  ///< opens what stands beside
  PairedViews* together_;
  DocumentActions* said_;
  QAction* copy_ = nullptr;
  QAction* tag_ = nullptr;
  QAction* languageOfPassage_ = nullptr;
  QAction* languageOfDocument_ = nullptr;
  QAction* translationOf_ = nullptr;
  QAction* sideBySide_ = nullptr;
  std::shared_ptr<const Beside> beside_;
  QWidget* findBar_;
  QLineEdit* findText_;
  QLabel* found_;
  CodeFinder* finder_;
  std::optional<ByteSpan> passage_;  ///< that a code is being chosen for
};

}  // namespace retold
