#include <boost/any.hpp>
#include <stdint.h>
#include HEADER
