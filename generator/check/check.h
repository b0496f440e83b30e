// The second stage: decides what each declaration is to Python, and refuses what cannot be bound
// rightly.
//
// All errors of users end here: Render accepts only a CheckedModule, and only Check can make one.
#ifndef FERRULE_GENERATOR_CHECK_CHECK_H_
#define FERRULE_GENERATOR_CHECK_CHECK_H_

#include <optional>
#include <utility>

#include "generator/diag/sink.h"
#include "generator/ir/checked_module.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// Completes the model (names, roles, signatures, properties) and tries every rule on it. Reports
// all errors; returns nothing when there was one.
std::optional<ir::CheckedModule> Check(ir::Module module, diag::Sink& sink);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_CHECK_H_
