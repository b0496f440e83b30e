// Enums: which of Python's enum classes they become.
#ifndef FERRULE_GENERATOR_CHECK_ENUMS_H_
#define FERRULE_GENERATOR_CHECK_ENUMS_H_

#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// Fills `node.base` and `node.unknown_values`.
void CheckEnum(ir::Enum& node, diag::Sink& sink);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_ENUMS_H_
