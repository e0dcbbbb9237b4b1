#include <re2/re2.h>
#  include <unicode/brkiter.h>
#include <QString>
