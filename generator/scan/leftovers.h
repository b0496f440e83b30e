// Annotations on declarations that the model has no node for.
#ifndef FERRULE_GENERATOR_SCAN_LEFTOVERS_H_
#define FERRULE_GENERATOR_SCAN_LEFTOVERS_H_

#include "generator/scan/context.h"

namespace ferrule::scan {

// Reports each with what it stands on. Runs after everything was read.
void ReportLeftovers(Context& context);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_LEFTOVERS_H_
