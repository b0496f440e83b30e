// Several functions under one Python name: which of them are bound, in which order they are tried,
// and whether arguments can tell them apart.
#ifndef FERRULE_GENERATOR_CHECK_OVERLOADS_H_
#define FERRULE_GENERATOR_CHECK_OVERLOADS_H_

#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// Fills the overload sets of the module and its classes. Signatures are there by now; some of their
// defaults go, where C++ would not know which of the set a call without them means. Reports
// overloads that Python cannot tell apart, and such as it would never call.
void MakeOverloadSets(ir::Module& module, diag::Sink& sink);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_OVERLOADS_H_
