// The Python signature of a callable: derived from its C++ parameters, or written by the user and
// held against them.
#ifndef FERRULE_GENERATOR_CHECK_SIGNATURE_H_
#define FERRULE_GENERATOR_CHECK_SIGNATURE_H_

#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// Fills `function.signature`. Names of classes and enums are known by now; they appear in defaults.
void MakeSignature(ir::Function& function, const ir::Module& module, diag::Sink& sink);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_SIGNATURE_H_
