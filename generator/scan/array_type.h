// The arrays of the runtime: Buffer and NdArray with what stands in their angle brackets.
#ifndef FERRULE_GENERATOR_SCAN_ARRAY_TYPE_H_
#define FERRULE_GENERATOR_SCAN_ARRAY_TYPE_H_

#include <optional>

#include "generator/ir/type.h"
#include "generator/scan/clang.h"

namespace ferrule::scan {

// Nothing for other types, and for elements that no array has. `type` is canonical.
std::optional<ir::Array> ReadArray(CXType type);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_ARRAY_TYPE_H_
