#include "ferrule/annotations.h"

struct FERRULE_CLASS() FERRULE_EXCEPTION() Failure {};
