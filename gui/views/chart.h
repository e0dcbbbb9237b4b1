#pragma once

#include <QColor>
#include <QFont>
#include <QPainter>
#include <QString>
#include <QWidget>
#include <optional>
#include <vector>

#include "gui/theme.h"

namespace retold {

/// Numbers to be painted, with all that must be said of them.
struct Chart {
  enum class Kind {
    Bars,  ///< a bar for each row, of its first column
    Grid,  ///< a cell for each row and column: the darker, the more; its number stands in it
    Strip  ///< for each row, where something stands along a line
  };
  struct Line {
    QString label;
    QColor colour;   ///< invalid = the accent
    QString sign;    ///< one letter beside the label, so that colour is not the only sign
    QString name{};  ///< of a code: as queries have it; shown in a tooltip
  };
  struct Mark {
    double begin = 0;  ///< 0..1 of the line
    double end = 0;
    QString words;
  };
  Kind kind = Kind::Bars;
  QString title;
  QString base;  ///< what the numbers rest on
  QString unit;  ///< what is counted: "codings"
  std::vector<Line> rows;
  std::vector<Line> columns;
  std::vector<std::optional<double>> cells;  ///< row by row; none = not to be said
  std::vector<std::vector<Mark>> marks;      ///< of Strip: by row

  bool empty() const { return rows.empty(); }
  std::optional<double> at(std::size_t row, std::size_t column) const {
    return cells[row * columns.size() + column];
  }
  /// "Debt, Moldova: 4 cases"
  QString cellInWords(std::size_t row, std::size_t column) const;
};

/// Where the parts of a chart stand at a width, in pixels from the side where reading begins.
class ChartLayout {
 public:
  ChartLayout(const Chart& chart, const QFont& font, int width);

  QSize size() const { return size_; }
  /// Row and column at a point; none beside the cells.
  std::optional<std::pair<std::size_t, std::size_t>> cellAt(QPoint point, bool isRightToLeft) const;
  QRect cell(std::size_t row, std::size_t column) const;

 private:
  friend class ChartPainter;
  const Chart& chart_;
  QSize size_;
  int top_ = 0;  ///< of the first row
  int rowHeight_ = 0;
  int labelWidth_ = 0;  ///< of the rows
  int cellWidth_ = 0;
  int headHeight_ = 0;         ///< of the columns' labels
  bool isHeadTurned_ = false;  ///< they stand upright: one is longer than its column is wide
};

/// Paints the chart, its title and its base. `current`: a cell that is looked at.
void paintChart(QPainter& painter, const Chart& chart, const ChartLayout& layout,
                const Theme& theme, const QFont& font, bool isRightToLeft,
                std::optional<std::pair<std::size_t, std::size_t>> current);

/// A chart to look at: arrows move from cell to cell and say what stands there; Enter and a click
/// choose one.
class ChartView final : public QWidget {
  Q_OBJECT
 public:
  explicit ChartView(QWidget* parent = nullptr);

  void setChart(Chart chart);
  const Chart& chart() const { return chart_; }
  std::optional<std::pair<std::size_t, std::size_t>> current() const { return current_; }
  QSize sizeHint() const override;
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;

  QImage image(qreal scale) const;  ///< on the light theme's ground
  QByteArray svg() const;           ///< the same as SVG 1.2 Tiny

 signals:
  void cellEntered(int row, int column);
  /// In words, as the arrows and the mouse move.
  void cellPointed(const QString& words);

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;

 private:
  void point(std::optional<std::pair<std::size_t, std::size_t>> cell);

  Chart chart_;
  std::optional<std::pair<std::size_t, std::size_t>> current_;
};

}  // namespace retold
