// error: use of deleted function
#include "ferrule/ferrule.h"

void Mistake(ferrule::Py<>& one, const ferrule::Py<>& other) { one = other; }
