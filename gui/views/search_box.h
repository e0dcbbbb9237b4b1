#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QTimer>
#include <QWidget>

#include "gui/panel.h"
#include "model/diagnostic.h"

namespace retold {

/// A query with a mark below the place of its first fault.
class FaultLine final : public QWidget {
  Q_OBJECT
 public:
  explicit FaultLine(QWidget* parent = nullptr);

  /// `column`: from 1, in code points.
  void showFault(const QString& query, std::uint64_t column);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {1, sizeHint().height()}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QString query_;
  int at_ = 0;  ///< in UTF-16 units
};

/// The field for a query: tells of it when the typing pauses, and shows what cannot be read.
class SearchBox final : public QWidget {
  Q_OBJECT
 public:
  /// Milliseconds without a key that make a pause.
  static constexpr int kPause = 150;

  explicit SearchBox(QWidget* parent = nullptr);

  QString text() const { return typed_->text(); }
  /// Shows a query without searching for it.
  void setQuery(const QString& query);
  /// Gives the field the keyboard, everything in it selected.
  void begin();
  void showFault(const std::optional<Diagnostic>& fault);

 signals:
  void queryTyped(const QString& query);
  /// Down, Enter or Esc: on to the hits.
  void left();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void tell();

  QLineEdit* typed_;
  FaultLine* place_;
  QuietLabel* fault_;
  QTimer pause_;
  QString told_;
};

}  // namespace retold
