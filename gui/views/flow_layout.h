#pragma once

#include <QLayout>
#include <memory>
#include <vector>

namespace retold {

/// Puts widgets beside each other and goes on in a further line where one is full; mirrored where
/// one reads from the right.
class FlowLayout final : public QLayout {
 public:
  using QLayout::QLayout;
  ~FlowLayout() override;

  void addItem(QLayoutItem* item) override;
  /// Before the item of this number.
  void insertWidget(int index, QWidget* widget);
  int count() const override;
  QLayoutItem* itemAt(int index) const override;
  QLayoutItem* takeAt(int index) override;
  Qt::Orientations expandingDirections() const override { return {}; }
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;
  void setGeometry(const QRect& rect) override;
  QSize sizeHint() const override { return minimumSize(); }
  QSize minimumSize() const override;

 private:
  /// Where the items stand in a rectangle of this width; returns the height that they need.
  int arrange(const QRect& rect, bool apply) const;

  std::vector<QLayoutItem*> items_;
};

}  // namespace retold
