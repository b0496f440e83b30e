// error: use of deleted function
#include "ferrule/ferrule.h"

void Mistake(const ferrule::Py<>& object) { const ferrule::Py<> copy = object; }
