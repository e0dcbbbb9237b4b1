#include <re2/re2.h>
#include <sqlite3.h>
#include <unistd.h>
