#define CATCH_CONFIG_RUNNER
#include <QApplication>
#include <catch2/catch.hpp>
#include <cstdio>

namespace {

void report(QtMsgType, const QMessageLogContext&, const QString& message) {
  // The offscreen platform says this of every window that is shown.
  if (message.contains(QLatin1String("propagateSizeHints"))) return;
  std::fprintf(stderr, "%s\n", qPrintable(message));
}

}  // namespace

// No test needs a screen, and none may disturb the one that there is; pictures are taken on one.
int main(int argc, char** argv) {
  if (!qEnvironmentVariableIsSet("RETOLD_PICTURES")) qputenv("QT_QPA_PLATFORM", "offscreen");
  qInstallMessageHandler(&report);
  int none = 1;
  QApplication application(none, argv);
  QApplication::setStyle(QStringLiteral("Fusion"));
  return Catch::Session().run(argc, argv);
}
