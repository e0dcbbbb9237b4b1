#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>

#include "gui/main_window.h"
#include "gui/settings.h"
#include "gui/strings.h"
#include "gui/theme.h"
#include "model/version.h"

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  QApplication::setApplicationName(QStringLiteral("retold-browser"));
  QApplication::setApplicationDisplayName(QStringLiteral("Retold"));
  QApplication::setApplicationVersion(retold::toQString(retold::kVersion));
  QApplication::setDesktopFileName(QStringLiteral("retold-browser"));
  QApplication::setWindowIcon(QIcon(QStringLiteral(":/retold-browser.svg")));

  QCommandLineParser arguments;
  arguments.setApplicationDescription(
      QStringLiteral("Reads a Retold project: judge candidates, tag passages."));
  const QCommandLineOption coder(QStringLiteral("coder"),
                                 QStringLiteral("Store decisions and codings under this name."),
                                 QStringLiteral("name"));
  const QCommandLineOption dark(QStringLiteral("dark"),
                                QStringLiteral("Light text on dark ground."));
  arguments.addHelpOption();
  arguments.addVersionOption();
  arguments.addOption(coder);
  arguments.addOption(dark);
  arguments.addPositionalArgument(QStringLiteral("project"), QStringLiteral("The project to open."),
                                  QStringLiteral("[project]"));
  arguments.process(application);
  if (arguments.isSet(dark)) {
    QApplication::setStyle(QStringLiteral("Fusion"));
    QApplication::setPalette(retold::darkPalette());
  }

  retold::Settings settings;
  retold::MainWindow window(settings);
  if (arguments.isSet(coder)) window.session().setCoder(arguments.value(coder));
  window.show();
  const QStringList projects = arguments.positionalArguments();
  if (!projects.isEmpty()) window.open(projects.front());
  return QApplication::exec();
}
