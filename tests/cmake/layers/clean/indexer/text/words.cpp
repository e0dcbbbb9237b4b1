#include <emmintrin.h>
#include <re2/re2.h>
#include <unicode/brkiter.h>
