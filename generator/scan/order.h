// The order of what is bound, where that is not the one of the headers: an alias may stand anywhere
// behind the class that it binds.
#ifndef FERRULE_GENERATOR_SCAN_ORDER_H_
#define FERRULE_GENERATOR_SCAN_ORDER_H_

#include <vector>

#include "generator/scan/collect.h"
#include "generator/scan/context.h"

namespace ferrule::scan {

// Puts classes, and exception classes, behind their bases and the classes that they are nested in;
// leaves them in their order otherwise. Numbers them anew.
void PutBasesFirst(std::vector<FoundType>& classes, std::vector<FoundType>& enums,
                   std::vector<FoundType>& exceptions, Context& context);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_ORDER_H_
