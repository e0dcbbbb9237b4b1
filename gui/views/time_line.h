#pragma once

#include <QStringList>
#include <QWidget>
#include <vector>

#include "queries/cases/time_line.h"

namespace retold {

/// The episodes and dates of a case over the years. A full bar is when an episode surely was, its
/// soft ends when it may have begun or ended; an arrow is an end that nobody knows. The arrows move
/// through the bars, and each is said in words to those who cannot see it.
class TimeLineView final : public QWidget {
  Q_OBJECT
 public:
  explicit TimeLineView(QWidget* parent = nullptr);

  void setLine(TimeLine line);
  const TimeLine& line() const { return line_; }
  /// The bar at `index` in words: "Episode 2: began between … and …".
  QString inWords(const TimeLine::Bar& bar) const;
  int current() const { return current_; }
  void setCurrent(int index);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  /// Enter or a click: the thing that the bar stands for is wanted.
  void chosen(int index);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void changeEvent(QEvent* event) override;
  bool event(QEvent* event) override;

 private:
  int rowHeight() const;
  int axisHeight() const;
  int labelWidth() const;
  QString labelOf(const TimeLine::Bar& bar) const;
  /// Where a day stands; days beyond the axis stand at its ends.
  double xOf(const Day& day) const;
  /// The axis from left to right, mirrored where one reads from the right.
  QRectF axis() const;
  int barAt(const QPoint& point) const;
  void paintYears(QPainter& painter);
  /// A sign between episodes whose order is not certain, or contradicts their numbers.
  void paintOrders(QPainter& painter);
  void paintRow(QPainter& painter, int index);
  void paintBar(QPainter& painter, const TimeLine::Bar& bar, const QRectF& row);
  void paintPoint(QPainter& painter, const TimeLine::Bar& bar, const QRectF& row);
  void paintArrow(QPainter& painter, double x, double y, bool towardsEnd);

  TimeLine line_;
  int current_ = -1;
  std::int64_t from_ = 0;  ///< days since 1970 at the ends of the axis
  std::int64_t to_ = 1;
};

/// What the dates leave open or contradict, and the time between episodes: sentences.
QStringList remarksOn(const TimeLine& line, const std::vector<CaseFile::Gap>& gaps);

}  // namespace retold
