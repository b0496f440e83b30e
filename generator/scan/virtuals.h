// The virtual methods of a class and of its bases.
#ifndef FERRULE_GENERATOR_SCAN_VIRTUALS_H_
#define FERRULE_GENERATOR_SCAN_VIRTUALS_H_

#include <vector>

#include "generator/ir/module.h"
#include "generator/scan/clang.h"
#include "generator/scan/context.h"

namespace ferrule::scan {

// Those that a class derived from it can override, each as it was declared last.
std::vector<ir::Function> ReadVirtuals(CXCursor declaration, Context& context);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_VIRTUALS_H_
