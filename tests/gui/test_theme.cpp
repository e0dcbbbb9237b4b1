#include "gui/theme.h"

#include <catch2/catch.hpp>

using namespace retold;

TEST_CASE("contrast is that of WCAG 2.1, whichever of two colours comes first") {
  CHECK(contrast(Qt::black, Qt::white) == Approx(21));
  CHECK(contrast(Qt::white, Qt::black) == Approx(21));
  CHECK(contrast(QColor("#808080"), QColor("#808080")) == Approx(1));
  // The greys of the standard's own examples: just enough for small text, and just not.
  CHECK(contrast(QColor("#767676"), Qt::white) == Approx(4.54).margin(0.005));
  CHECK(contrast(QColor("#777777"), Qt::white) == Approx(4.48).margin(0.005));
}

TEST_CASE("letters on any ground are black or white, and always to be read") {
  for (int hue = 0; hue < 360; hue += 15) {
    for (int light = 0; light <= 255; light += 5) {
      const QColor ground = QColor::fromHsl(hue, 200, light);
      const QColor letters = readableOn(ground);
      CHECK((letters == QColor(Qt::black) || letters == QColor(Qt::white)));
      CHECK(contrast(letters, ground) >= 4.5);
    }
  }
}
