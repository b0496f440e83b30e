// A macro in front of the keyword lands on nothing: clang drops it.
#include "ferrule/annotations.h"

FERRULE_CLASS() class Counter {};
