// Results that refer to objects: who keeps them.
#ifndef FERRULE_GENERATOR_CHECK_RETURNS_H_
#define FERRULE_GENERATOR_CHECK_RETURNS_H_

#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// Settles what becomes of the object that each result refers to, as far as a word says so:
// `returns`, `keep_alive`, or [[clang::lifetimebound]]. Runs before the storage of classes is
// settled.
void SettleReturns(ir::Module& module, diag::Sink& sink);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_RETURNS_H_
