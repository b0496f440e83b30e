// What FERRULE_ARG makes of parameters, and FERRULE_CLASSMETHOD of the first one.
#ifndef FERRULE_GENERATOR_CHECK_PARAMETERS_H_
#define FERRULE_GENERATOR_CHECK_PARAMETERS_H_

#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// Fills what Check fills of each parameter. Runs before the signature is made.
void SettleParameters(ir::Function& function, const ir::Module& module, diag::Sink& sink);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_PARAMETERS_H_
