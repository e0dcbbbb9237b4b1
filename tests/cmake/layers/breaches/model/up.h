#pragma once

#include <string>

#include "indexer/text/fold.h"
