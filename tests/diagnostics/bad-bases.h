#pragma once

#include "ferrule/ferrule.h"

struct FERRULE_CLASS() Part {};
struct FERRULE_CLASS() Left : Part {};
struct FERRULE_CLASS() Right : Part {};

// Python has one Part where C++ has two.
struct FERRULE_CLASS() Whole : Left, Right {};
