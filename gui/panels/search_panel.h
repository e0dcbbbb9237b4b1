#pragma once

#include <QPushButton>
#include <QSplitter>
#include <functional>

#include "gui/models/concordance_source.h"
#include "gui/models/concordance_table.h"
#include "gui/panel.h"
#include "gui/session.h"
#include "gui/views/code_finder.h"
#include "gui/views/line_prompt.h"
#include "gui/views/search_box.h"
#include "gui/views/search_order.h"
#include "gui/views/search_sets.h"
#include "gui/views/search_table.h"
#include "gui/views/search_tag_bar.h"

namespace retold {

/// Finds words, shows the hits as a concordance, ticks and tags them, and keeps them under names.
class SearchPanel final : public Panel {
  Q_OBJECT
 public:
  SearchPanel(Session& session, QWidget* parent);

  ConcordanceTable& hits() { return *table_; }
  const ConcordanceSource& source() const { return *source_; }
  /// Writes what the table shows to a file, as csv.
  void exportTo(const QString& path);

 private:
  void layOut();
  QWidget* makeFoot();
  void addActions();
  void addTickActions();
  void connectParts();

  void showState();
  void showTicks();
  void showSets();
  void projectChanged();
  void openPassage(int row);

  // search_panel_actions.cpp
  void startTagging();
  void planTagging();
  void tag();
  void leaveTagging();
  void askName();
  void save(const QString& name);
  void askDraw();
  void draw(const QString& typed);
  void chooseExport();
  void chooseColumns();
  void toggleColumn(const AttributeColumn& column);
  void rename(const ResultSet& set);
  void remove(const ResultSet& set);
  void showTogether(const ResultSet& first, SetOperation operation, const ResultSet& second);
  void ask(const LineQuestion& question, std::function<void(const QString&)> answered);
  /// Those that are ticked, or all where none is.
  std::vector<FoundPlace> chosenPlaces() const;

  Session& session_;
  ConcordanceTable* table_;
  ConcordanceSource* source_;
  SearchBox* box_;
  QuietLabel* status_;
  SearchOrder* order_;
  SearchTable* view_;
  SearchSets* sets_;
  QuietLabel* ticked_;
  SearchTagBar* tagBar_;
  CodeFinder* finder_;
  LinePrompt* prompt_;
  QSplitter* middle_;
  QWidget* foot_ = nullptr;
  std::vector<QAction*> onHits_;     ///< possible where there are hits
  std::vector<QAction*> onWriting_;  ///< possible where there are hits in a project that is written
  std::function<void(const QString&)> answered_;
  std::optional<TagPlan> plan_;
  CodeId code_;
  JobHandle planning_, exporting_;
};

}  // namespace retold
