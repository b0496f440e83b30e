#include "ferrule/annotations.h"

FERRULE_FUNCTION(name = lambda)
int make();

FERRULE_FUNCTION(name = "to-text")
int to_text();

enum class FERRULE_ENUM() Color { red, mro, _green_ };

FERRULE_FUNCTION()
int größe();
