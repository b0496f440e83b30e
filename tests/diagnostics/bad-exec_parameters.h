#include "ferrule/annotations.h"
#include "ferrule/fwd.h"

FERRULE_EXEC()
void finish(ferrule::Python py, int verbosity);
