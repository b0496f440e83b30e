// Constants: variables that were annotated.
#ifndef FERRULE_GENERATOR_SCAN_CONSTANT_H_
#define FERRULE_GENERATOR_SCAN_CONSTANT_H_

#include "generator/ir/module.h"
#include "generator/scan/collect.h"
#include "generator/scan/context.h"

namespace ferrule::scan {

ir::Constant ReadConstant(const FoundVariable& found, Context& context);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_CONSTANT_H_
