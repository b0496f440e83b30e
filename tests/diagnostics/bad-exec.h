#include "ferrule/annotations.h"
#include "ferrule/fwd.h"

FERRULE_EXEC()
int finish(ferrule::Bound<ferrule::Module> module);

FERRULE_EXEC()
void finish_again(ferrule::Bound<ferrule::Module> module);
