// Nothing is wrong with this header; the command that reads it asks for something else.
#include "ferrule/annotations.h"

FERRULE_FUNCTION()
int add(int a, int b);
