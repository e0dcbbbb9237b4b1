#include <sqlite3.h>
#include <zstd.h>
#include <sodium.h>
#include <nlohmann/json.hpp>
