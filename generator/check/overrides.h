// The virtual methods that Python can override.
#ifndef FERRULE_GENERATOR_CHECK_OVERRIDES_H_
#define FERRULE_GENERATOR_CHECK_OVERRIDES_H_

#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// Whether Python may derive from a class with virtual methods, and so from one that is abstract.
bool MayBeOverridden(const ir::Class& node);

// Settles what of its `virtuals` Python can override in each class that it may derive from, and
// under which names. Reports methods of which Python would expect that it can.
void SettleOverrides(ir::Module& module, diag::Sink& sink);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_OVERRIDES_H_
