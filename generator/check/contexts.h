// Callbacks of C's, which are told apart by a `void*` that is handed on to them.
#ifndef FERRULE_GENERATOR_CHECK_CONTEXTS_H_
#define FERRULE_GENERATOR_CHECK_CONTEXTS_H_

#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// Fills `context` of the parameters that FERRULE_ARG(context = ...) stands on. Reports what is no
// such callback, or no such context. Runs before the signature is made.
void FindContexts(ir::Function& function, diag::Sink& sink);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_CONTEXTS_H_
