#include "ferrule/annotations.h"

namespace plain {

FERRULE_FUNCTION() int repeat();
FERRULE_FUNCTION() int repeat(int times);

}  // namespace plain

namespace defaulted {

FERRULE_FUNCTION() int repeat(int times = 1);

}  // namespace defaulted
