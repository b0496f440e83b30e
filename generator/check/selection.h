// Which declarations Python gets. What it does not get leaves the model here, in silence where the
// language of C++ is about itself (assignment, destructors, twins for rvalues), with an error where
// the user has to know.
#ifndef FERRULE_GENERATOR_CHECK_SELECTION_H_
#define FERRULE_GENERATOR_CHECK_SELECTION_H_

#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// Removes what is skipped and what is never exported, marks the fields that are exported, and
// reports callables without a Python form.
void SelectExports(ir::Module& module, diag::Sink& sink);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_SELECTION_H_
