#pragma once

#include <QTabWidget>
#include <unordered_map>

#include "gui/models/card_rows.h"
#include "gui/panel.h"
#include "gui/session.h"
#include "gui/views/card_list_view.h"
#include "queries/codebook/use.h"

namespace retold {

/// What a code is used for: passages tagged with it, which open in the transcript, and its history.
/// Both are read in the background.
class CodeUseView final : public QTabWidget {
  Q_OBJECT
 public:
  explicit CodeUseView(Session& session, QWidget* parent = nullptr);

  /// Reads again, also where it is the same code. None = nothing is shown.
  void show(std::optional<CodeId> code);
  const QAbstractItemModel& examples() const { return *examples_; }
  const QAbstractItemModel& history() const { return *history_; }

 private:
  struct Use {
    std::vector<Coding> examples;  ///< the first ones that pass the filter
    std::unordered_map<DocumentId, std::string> names;
    std::uint64_t passing = 0;
    std::uint64_t all = 0;
    std::vector<CodeEvent> history;
  };
  void read();
  void receive(Use use);
  void open(int row);

  Session& session_;
  std::optional<CodeId> code_;
  JobHandle job_;
  Use use_;
  CardRows* examples_;
  CardRows* history_;
  QuietLabel* base_;
  CardListView* list_;
  CardListView* events_;
};

}  // namespace retold
