#include "ferrule/annotations.h"

FERRULE_FUNCTION(name = "plus", name = "add_up")
int add(int a, int b);

FERRULE_MODULE(doc = "Adds.");
FERRULE_MODULE(doc = "Adds more.");
