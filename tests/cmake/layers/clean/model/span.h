// #include "indexer/system.h" in a comment is not an include.
#include <string>
