// Functions, methods, constructors: whatever can be called.
#ifndef FERRULE_GENERATOR_SCAN_FUNCTION_H_
#define FERRULE_GENERATOR_SCAN_FUNCTION_H_

#include <vector>

#include "generator/ir/module.h"
#include "generator/scan/clang.h"
#include "generator/scan/context.h"

namespace ferrule::scan {

// Adds the function to `functions`; of a template the instances that it lists. Takes the
// annotations of the function and of its parameters. Of a template that lists none there is only
// the name: it has no types.
void ReadFunctions(CXCursor declaration, std::vector<ir::Function>& functions, Context& context);

// The same of one that is no template.
ir::Function ReadFunction(CXCursor declaration, Context& context);
// Whether the function is an operator.
bool IsOperator(CXCursor declaration);

// Whether an operand is an object of a bound class. Requires an operator that is no member.
bool IsOperatorOfBound(CXCursor declaration, const BoundTypes& bound);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_FUNCTION_H_
