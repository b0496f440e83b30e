// References to Python objects in types that the model has no alternative for.
#ifndef FERRULE_GENERATOR_SCAN_REFERENCES_H_
#define FERRULE_GENERATOR_SCAN_REFERENCES_H_

#include "generator/scan/clang.h"

namespace ferrule::scan {

struct BoundTypes;

// Whether objects of the type own references to Python objects, as far as clang shows: whether
// there is a ferrule::Py, Bound or SharedPy among the fields, the bases and the template arguments,
// at any depth. What a pointer or a reference leads to is not owned.
bool HoldsReferences(CXType type);

// The same, where a std::function may hold a Python callable, and what bound classes hold is for
// others to say.
bool MayHoldReferences(CXType type, const BoundTypes& bound);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_REFERENCES_H_
