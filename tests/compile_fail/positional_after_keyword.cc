// error: positional argument follows keyword argument
#include "ferrule/ferrule.h"

void Mistake(ferrule::Bound<> f) { f(ferrule::kw("a") = 1, 2); }
