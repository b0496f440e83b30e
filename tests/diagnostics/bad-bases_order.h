#pragma once

#include "ferrule/ferrule.h"

struct FERRULE_CLASS() A {};
struct FERRULE_CLASS() B {};
struct FERRULE_CLASS() AThenB : virtual A, virtual B {};
struct FERRULE_CLASS() BThenA : virtual B, virtual A {};

struct FERRULE_CLASS() Neither : AThenB, BThenA {};
