// A macro behind what an alias names.
#include "ferrule/ferrule.h"
#include "inputs/library.h"

using Point = lib::Point FERRULE_CLASS();
