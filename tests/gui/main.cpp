#define CATCH_CONFIG_RUNNER
#include <QApplication>
#include <catch2/catch.hpp>

// No test needs a screen, and none may disturb the one that there is.
int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  int none = 1;
  QApplication application(none, argv);
  QApplication::setStyle(QStringLiteral("Fusion"));
  return Catch::Session().run(argc, argv);
}
