// Enums.
#ifndef FERRULE_GENERATOR_SCAN_ENUM_H_
#define FERRULE_GENERATOR_SCAN_ENUM_H_

#include "generator/ir/module.h"
#include "generator/scan/collect.h"
#include "generator/scan/context.h"

namespace ferrule::scan {

ir::Enum ReadEnum(const FoundType& found, Context& context);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_ENUM_H_
