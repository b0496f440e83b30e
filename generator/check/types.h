// Which types may cross between C++ and Python, where, and how they have to be passed.
#ifndef FERRULE_GENERATOR_CHECK_TYPES_H_
#define FERRULE_GENERATOR_CHECK_TYPES_H_

#include <optional>

#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// Parameters and result of a callable; `owner` is the class that it is a member of.
void CheckTypes(const ir::Function& function, std::optional<ir::ClassId> owner,
                const ir::Module& module, diag::Sink& sink);

// The items of a class that is iterated over.
void CheckItems(const ir::Class& node, const ir::Module& module, diag::Sink& sink);

// A field, be it exported or not: some types may not be stored at all. Runs after `is_read_only` is
// known.
void CheckType(const ir::Field& field, const ir::Module& module, diag::Sink& sink);

void CheckType(const ir::Constant& constant, const ir::Module& module, diag::Sink& sink);

// What a Python exception gets a copy of: a field of an exception class, and what a getter returns.
void CheckAttribute(const ir::Field& field, const ir::Module& module, diag::Sink& sink);
void CheckAttribute(const ir::Function& getter, const ir::Module& module, diag::Sink& sink);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_TYPES_H_
