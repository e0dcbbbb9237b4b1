#include "gui/session.h"
#include <QtCore/QString>
#include <sys/stat.h>
#include <emmintrin.h>
