// Conversions between classes that nobody writes: allowed where a constructor says so.
#ifndef FERRULE_GENERATOR_CHECK_IMPLICIT_H_
#define FERRULE_GENERATOR_CHECK_IMPLICIT_H_

#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// Fills what parameters of the class take besides its instances. Reports constructors that cannot
// convert. All classes are complete.
void SettleImplicit(ir::Class& node, diag::Sink& sink);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_IMPLICIT_H_
