// Exception classes.
#ifndef FERRULE_GENERATOR_SCAN_EXCEPTION_H_
#define FERRULE_GENERATOR_SCAN_EXCEPTION_H_

#include "generator/ir/module.h"
#include "generator/scan/collect.h"
#include "generator/scan/context.h"

namespace ferrule::scan {

// Takes the annotations of the class and of its members.
ir::Exception ReadException(const FoundType& found, Context& context);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_EXCEPTION_H_
