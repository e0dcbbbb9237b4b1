#pragma once

#include <QLabel>
#include <QWidget>

#include "gui/lexicon_desk.h"
#include "gui/models/place_list.h"
#include "gui/term_seeker.h"
#include "gui/views/card_list_view.h"

namespace retold {

/// Where the term that is being typed stands in the project, and how often. A place opens its
/// passage.
class LexiconPreview final : public QWidget {
  Q_OBJECT
 public:
  explicit LexiconPreview(LexiconDesk& desk, QWidget* parent = nullptr);

  /// Looks for what is typed as a term of the current lexicon; `owner`: the concept it stands in.
  /// Nothing where it has a fault.
  void showTerm(const std::string& expression, const std::string& owner);
  /// Says why there is nothing to see.
  void showNothing(const QString& why);
  CardListView* list() const { return list_; }
  QString count() const { return count_->text(); }

 private:
  void seek();
  void take(const TermPreview& preview);

  LexiconDesk& desk_;
  TermSeeker seeker_;
  std::string expression_, owner_;
  bool fresh_ = false;  ///< the list shows what another term found
  QLabel* count_;
  PlaceList* places_;
  CardListView* list_;
};

}  // namespace retold
