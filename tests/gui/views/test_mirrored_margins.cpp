#include "gui/views/mirrored_margins.h"

#include <QGuiApplication>
#include <QHBoxLayout>
#include <catch2/catch.hpp>

using namespace retold;

TEST_CASE("margins stand at the side where one begins to read") {
  QHBoxLayout row;
  setMirroredMargins(row, 10, 1, 4, 2);
  CHECK(row.contentsMargins() == QMargins(10, 1, 4, 2));
  const Qt::LayoutDirection before = QGuiApplication::layoutDirection();
  QGuiApplication::setLayoutDirection(Qt::RightToLeft);
  setMirroredMargins(row, 10, 1, 4, 2);
  QGuiApplication::setLayoutDirection(before);
  CHECK(row.contentsMargins() == QMargins(4, 1, 10, 2));
}
