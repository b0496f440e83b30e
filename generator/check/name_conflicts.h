// Two things under one Python name, in the module, in a class or in an enum. Functions of one kind
// may share a name: they are overloads.
#ifndef FERRULE_GENERATOR_CHECK_NAME_CONFLICTS_H_
#define FERRULE_GENERATOR_CHECK_NAME_CONFLICTS_H_

#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// Names and roles are known by now, and implicit constructors are there.
void CheckNameConflicts(const ir::Module& module, diag::Sink& sink);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_NAME_CONFLICTS_H_
