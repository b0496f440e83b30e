// Arguments that an object may refer to after the call that was given them.
#ifndef FERRULE_GENERATOR_CHECK_BORROWING_H_
#define FERRULE_GENERATOR_CHECK_BORROWING_H_

#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// Refuses constructors and setters that take a reference, a pointer or a view where their class has
// a member that could hold it, and nothing says whether it does. Requires: it is settled who keeps
// arguments.
void CheckBorrowing(const ir::Module& module, diag::Sink& sink);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_BORROWING_H_
