// Exception classes: their bases in Python, and what of them become attributes.
#ifndef FERRULE_GENERATOR_CHECK_EXCEPTIONS_H_
#define FERRULE_GENERATOR_CHECK_EXCEPTIONS_H_

#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// Keeps the getters and marks the fields that become attributes; reports other annotated members.
void SelectAttributes(ir::Exception& node, diag::Sink& sink);

// Finds the bases of all exception classes. Runs after what is skipped has gone.
void SettleExceptionBases(ir::Module& module, diag::Sink& sink);

// What getters look like, and which types cross.
void CheckException(const ir::Exception& node, const ir::Module& module, diag::Sink& sink);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_EXCEPTIONS_H_
