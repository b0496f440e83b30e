// Takes classes, enums and exception classes out of a module: they are referred to by index, so
// that what remains is numbered anew.
#ifndef FERRULE_GENERATOR_CHECK_REMOVAL_H_
#define FERRULE_GENERATOR_CHECK_REMOVAL_H_

#include <vector>

#include "generator/ir/module.h"

namespace ferrule::check {

// `keeps_class[i]`, `keeps_enum[i]` and `keeps_exception[i]` say what stays. A type that is gone is
// an unbound one wherever it is mentioned.
void RemoveTypes(ir::Module& module, const std::vector<bool>& keeps_class,
                 const std::vector<bool>& keeps_enum, const std::vector<bool>& keeps_exception);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_REMOVAL_H_
