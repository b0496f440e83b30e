// The value of a constant expression, as clang evaluates it.
#ifndef FERRULE_GENERATOR_SCAN_CONSTANT_VALUE_H_
#define FERRULE_GENERATOR_SCAN_CONSTANT_VALUE_H_

#include <optional>

#include "generator/ir/module.h"
#include "generator/scan/clang.h"

namespace ferrule::scan {

// The value that a parameter of this type has by default. Nothing where it is no constant, or
// could not be told exactly.
std::optional<ir::ConstantValue> EvaluateDefault(CXCursor expression, const ir::PassedType& type);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_CONSTANT_VALUE_H_
