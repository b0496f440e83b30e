#include "ferrule/annotations.h"

FERRULE_FUNCTION(signature = (
    a,  // the first
    c))
void f(int a);
