#include "ferrule/annotations.h"

#include "no_such_header.h"

FERRULE_FUNCTION()
int add(int a, Number b);

FERRULE_FUNCTION()
int subtract(int a, int b

FERRULE_FUNCTION()
int negate(int a);
