// The types of other modules.
#ifndef FERRULE_GENERATOR_CHECK_IMPORTS_H_
#define FERRULE_GENERATOR_CHECK_IMPORTS_H_

#include "generator/ir/module.h"

namespace ferrule::check {

// Makes of each type that another module binds what that module says of it. Such types are settled:
// no rule looks at them again.
void SettleImports(ir::Module& module);

// Whether another module binds it.
template <class Node>
bool IsImported(const Node& node) {
  return !node.home.empty();
}

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_IMPORTS_H_
