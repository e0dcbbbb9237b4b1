#include <QWidget>

#include "gui/window.h"
#include "queries/lexicon.h"
