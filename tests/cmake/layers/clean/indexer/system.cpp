#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include "indexer/system.h"
#include "model/span.h"
