// Constructors that ferrule makes of the fields of a class.
#ifndef FERRULE_GENERATOR_CHECK_AGGREGATES_H_
#define FERRULE_GENERATOR_CHECK_AGGREGATES_H_

#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// Gives a class with `init = fields` a constructor that takes its exported fields in order, by
// keyword too, up to the first that is left out. What they are initialised with in the class is
// what is taken for those that are not given. Reports a class that is no aggregate.
void AddFieldConstructor(ir::Class& node, diag::Sink& sink);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_AGGREGATES_H_
