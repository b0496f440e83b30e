// How objects are copied and pickled: by their state, of which another one is made.
#ifndef FERRULE_GENERATOR_CHECK_PICKLING_H_
#define FERRULE_GENERATOR_CHECK_PICKLING_H_

#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// Decides whether the objects of a class are copied by their state, and refuses methods of which
// pickle would make none. `__setstate__` is called on an instance that has no object yet: a static
// function with FERRULE_INIT makes it.
void SettlePickling(ir::Class& node, diag::Sink& sink);

// Refuses a `__setstate__` that takes anything but the state. Requires a signature.
void CheckRestorer(const ir::Function& function, diag::Sink& sink);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_PICKLING_H_
