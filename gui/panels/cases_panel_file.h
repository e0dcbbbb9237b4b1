#pragma once

#include <QLabel>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QWidget>
#include <optional>
#include <vector>

#include "gui/models/episode_table.h"
#include "gui/panel.h"
#include "gui/session.h"
#include "gui/views/time_line.h"

namespace retold {

/// The file of one case: its time line, and tables of its episodes, its assistance and its
/// documents.
class CaseFileView final : public QWidget {
  Q_OBJECT
 public:
  explicit CaseFileView(Session& session, QWidget* parent = nullptr);

  /// None = nothing is chosen. Shows what is stored now.
  void show(const std::optional<CaseId>& id);
  /// The case that is shown; null where none is.
  const CaseFile* file() const { return file_ ? &*file_ : nullptr; }

  /// Which table is in front.
  AttributeUnit unit() const;
  /// Brings a table to the front, with the episode or assistance of this number.
  void bring(AttributeUnit unit, std::uint32_t number = 0);
  /// Number of the episode or assistance that is chosen in the table in front.
  std::optional<std::uint32_t> number() const;
  /// The documents that are chosen in their table.
  std::vector<Document> documents() const;
  /// Buttons of these actions below one of the tables.
  void addButtons(AttributeUnit unit, const QList<QAction*>& actions);

 signals:
  void refused(const QString& reason);
  void changing(retold::CaseId id);
  void openWanted(retold::DocumentId document);
  /// Another table, or another row of it.
  void choiceChanged();

 private:
  struct Sheet {
    EpisodeTable* model;
    QTableView* table;
    QHBoxLayout* buttons;
  };
  QWidget* makeSheet(AttributeUnit unit, const QString& name);
  QWidget* makeHistory();
  const Sheet& sheet(AttributeUnit unit) const;
  void showTitles();
  void chooseBar(int index);

  Session& session_;
  std::optional<CaseFile> file_;
  QLabel* title_;
  QuietLabel* summary_;
  TimeLineView* line_;
  QuietLabel* remarks_;
  QTabWidget* tabs_;
  std::vector<Sheet> sheets_;  ///< of episodes, assistance, documents
};

/// A table of cells that are edited: fixed row heights, no wrapping, long texts cut in the middle.
void setUpTable(QTableView& table, const QString& name);

}  // namespace retold
