// What concerns the module as a whole: FERRULE_MODULE and FERRULE_EXEC.
#ifndef FERRULE_GENERATOR_CHECK_MODULE_SETTINGS_H_
#define FERRULE_GENERATOR_CHECK_MODULE_SETTINGS_H_

#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// Fills `module.doc` and `module.interpreters`.
void ReadSettings(ir::Module& module, diag::Sink& sink);

// Moves the FERRULE_EXEC function from `functions` to `exec`.
void TakeExec(ir::Module& module, diag::Sink& sink);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_MODULE_SETTINGS_H_
