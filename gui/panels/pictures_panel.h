#pragma once

#include <QComboBox>
#include <QPushButton>
#include <QScrollArea>
#include <QTableView>

#include "gui/models/chart_table.h"
#include "gui/panel.h"
#include "gui/session.h"
#include "gui/views/chart.h"

namespace retold {

/// Counts of codes and hits as pictures, each beside a table of its numbers.
class PicturesPanel final : public Panel {
  Q_OBJECT
 public:
  PicturesPanel(Session& session, QWidget* parent);

 protected:
  void showEvent(QShowEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  enum class Picture { Frequency, Attribute, Together, Along, Languages };

  void layOut();
  void addActions();
  void offerAttributes();
  /// Counts anew where the page is seen; otherwise when it is next.
  void ask();
  void askFrequency();
  void askAttribute();
  void askTogether();
  void askLanguages();
  void showChart(Chart chart);
  /// Gives the table the width that its numbers need, at most two fifths, until the user moves it.
  void fitTable();
  /// The names get what the numbers leave.
  void fitColumns();
  void openCell(int row, int column);
  void copy();
  void save();
  Picture picture() const { return static_cast<Picture>(pictures_->currentIndex()); }
  QString restriction() const;
  /// Which values of the attribute are not to be seen; empty = all may be.
  std::function<bool(const std::string&)> hiddenValuesOf(const QString& attribute);

  Session& session_;
  QComboBox* pictures_;
  QComboBox* units_;
  QComboBox* attributes_;
  QLabel* pointed_;
  QLabel* nothing_;
  ChartView* chart_;
  QScrollArea* scrolled_;
  QTableView* table_;
  ChartTable* model_;
  QAction* copyAction_ = nullptr;
  QAction* saveAction_ = nullptr;
  std::vector<QString> rowCodes_;  ///< names of the codes of the rows; empty where they are none
  bool stale_ = true;
  bool isPlaced_ = false;  ///< the user moved the line between picture and table
  int labelWidth_ = 0;     ///< of the table's longest name, pixels
  JobHandle counting_;
};

}  // namespace retold
