// Classes and what is in them.
#ifndef FERRULE_GENERATOR_SCAN_CLASS_H_
#define FERRULE_GENERATOR_SCAN_CLASS_H_

#include "generator/ir/module.h"
#include "generator/scan/collect.h"
#include "generator/scan/context.h"

namespace ferrule::scan {

// Everything but the traits.
ir::Class ReadClass(const FoundType& found, Context& context);
// Of one that another module binds: bases and fields.
ir::Class ReadImportedClass(const FoundType& found, Context& context);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_CLASS_H_
