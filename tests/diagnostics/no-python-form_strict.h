// What may not be left out: `strict` says so, or somebody has chosen it by name.
#include "ferrule/ferrule.h"
#include "inputs/library.h"

using File FERRULE_CLASS(strict) = lib::File;
