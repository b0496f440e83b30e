#include "ferrule/annotations.h"
#include "ferrule/fwd.h"

class FERRULE_CLASS(nmae = "Box", colour = red) box {};

FERRULE_FUNCTION(name = "plus", singature = (a, b))
int add(int a, int b);

FERRULE_EXEC(late)
void finish(ferrule::Bound<ferrule::Module> module);
