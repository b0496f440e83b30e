// error: passing
#include "ferrule/ferrule.h"

void Mistake(ferrule::Bound<ferrule::Dict> dict, ferrule::Bound<> value) { dict["key"] = value; }
