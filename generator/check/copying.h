// Which classes can be copied.
#ifndef FERRULE_GENERATOR_CHECK_COPYING_H_
#define FERRULE_GENERATOR_CHECK_COPYING_H_

#include "generator/ir/module.h"

namespace ferrule::check {

// Corrects what the compiler says of copying: a class with a std::vector of what cannot be copied,
// such as ferrule::Py, claims to have a copy constructor, which does not compile.
void SettleCopying(ir::Module& module);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_COPYING_H_
