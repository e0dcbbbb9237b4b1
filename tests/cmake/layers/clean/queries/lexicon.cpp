#include <nlohmann/json.hpp>
#include <re2/re2.h>

#include "indexer/text/words.h"
#include "queries/lexicon.h"
