#include <unicode/uchar.h>
#include <vector>
