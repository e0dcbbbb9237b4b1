#include <QWidget>

#include "cli/command.h"
#include "session.h"
#include "../model/span.h"
#include "tests/data/x.h"
