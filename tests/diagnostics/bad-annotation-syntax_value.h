#include "ferrule/annotations.h"

FERRULE_FUNCTION(name)
int negate(int a);
