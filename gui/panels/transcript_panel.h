#pragma once

#include <QLineEdit>

#include "gui/panel.h"
#include "gui/session.h"
#include "gui/views/code_finder.h"
#include "gui/views/transcript_view.h"

namespace retold {

/// The transcript with its hits and codings, and what is done with a passage: tag it, look for a
/// word.
class TranscriptPanel final : public Panel {
  Q_OBJECT
 public:
  TranscriptPanel(Session& session, QWidget* parent);

  TranscriptView* view() const { return view_; }

 private:
  void layOut();
  void addActions();
  void showDocument();
  void showHeader();
  void showCodings();
  void startTagging(const QString& letter);
  void find(bool backwards);
  void openFindBar();
  void closeFindBar();
  std::vector<Code> suggestions(const QString& typed) const;

  Session& session_;
  QLabel* details_;
  QLabel* screened_;
  TranscriptView* view_;
  QWidget* findBar_;
  QLineEdit* findText_;
  QLabel* found_;
  CodeFinder* finder_;
  std::optional<ByteSpan> passage_;  ///< that a code is being chosen for
};

}  // namespace retold
