// Which classes a bound class is derived from in Python, and which members it has from those that
// are not bound.
#ifndef FERRULE_GENERATOR_CHECK_BASES_H_
#define FERRULE_GENERATOR_CHECK_BASES_H_

#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// Fills in the `python_bases` of all classes, and reports those that Python could not have: an
// object with several of one base, bases without an order. Leaves out the inherited members that
// C++ does not find under their name.
void SettleBases(ir::Module& module, diag::Sink& sink);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_BASES_H_
