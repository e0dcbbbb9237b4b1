#include "queries/screen/screener.h"
#include "cli/command.h"
