// Functions, methods, constructors: whatever can be called.
#ifndef FERRULE_GENERATOR_SCAN_FUNCTION_H_
#define FERRULE_GENERATOR_SCAN_FUNCTION_H_

#include "generator/ir/module.h"
#include "generator/scan/clang.h"
#include "generator/scan/context.h"

namespace ferrule::scan {

// Takes the annotations of the function and of its parameters. Of a template there is only the
// name: it has no types yet.
ir::Function ReadFunction(CXCursor declaration, Context& context);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_FUNCTION_H_
