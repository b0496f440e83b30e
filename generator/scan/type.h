// Types: from clang's to the model's, by their structure.
#ifndef FERRULE_GENERATOR_SCAN_TYPE_H_
#define FERRULE_GENERATOR_SCAN_TYPE_H_

#include "generator/ir/type.h"
#include "generator/scan/clang.h"
#include "generator/scan/context.h"

namespace ferrule::scan {

// Takes references and pointers apart from what they refer to. What the model has no alternative
// for is Unsupported.
ir::PassedType ReadType(CXType type, const BoundTypes& bound);

// The same for a field, which may be an array: what it is an array of stands in it by value.
ir::PassedType ReadFieldType(CXType type, const BoundTypes& bound);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_TYPE_H_
