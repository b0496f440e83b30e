// Static functions that make the objects of their class, which Python calls by the name of the
// class.
#ifndef FERRULE_GENERATOR_CHECK_FACTORIES_H_
#define FERRULE_GENERATOR_CHECK_FACTORIES_H_

#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// Moves the static functions with FERRULE_INIT to the constructors, unless they have a name: then
// they make an object of its state (pickling.h). Those of bases are left out: what they make is no
// object of this class.
void TakeFactories(ir::Class& node);

// Reports a factory whose result is no new object of the class.
void CheckFactory(const ir::Function& factory, ir::ClassId owner, const ir::Module& module,
                  diag::Sink& sink);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_FACTORIES_H_
