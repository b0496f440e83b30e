// Properties: a getter, and the setter that has its name.
#ifndef FERRULE_GENERATOR_CHECK_PROPERTIES_H_
#define FERRULE_GENERATOR_CHECK_PROPERTIES_H_

#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// Reports a getter that takes something from Python, or returns nothing.
void CheckGetter(const ir::Function& getter, diag::Sink& sink);

// Fills `node.properties`. Names and roles of the methods are known by now.
void PairProperties(ir::Class& node, diag::Sink& sink);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_PROPERTIES_H_
