#include "ferrule/annotations.h"

FERRULE_FUNCTION(name "plus")
int add(int a, int b);

FERRULE_FUNCTION(name)
int negate(int a);
