// error: a Python callable cannot change an argument
#include "ferrule/convert/function.h"
#include "ferrule/ferrule.h"

auto Mistake(ferrule::Bound<> object) { return object.extract<std::function<void(int&)>>(); }
