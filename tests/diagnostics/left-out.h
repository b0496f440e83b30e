// Members of a library's class that have no Python form.
#include "ferrule/ferrule.h"
#include "inputs/library.h"

using File FERRULE_CLASS() = lib::File;
using Point FERRULE_CLASS() = lib::Point;
using lib::measure FERRULE_FUNCTION();
