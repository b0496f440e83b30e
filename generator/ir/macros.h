// The macros of ferrule/annotations.h by name.
#ifndef FERRULE_GENERATOR_IR_MACROS_H_
#define FERRULE_GENERATOR_IR_MACROS_H_

#include <optional>
#include <string_view>

#include "generator/ir/module.h"

namespace ferrule::ir {

// `FERRULE_CLASS`.
std::string_view MacroName(AnnotationKind kind);

// Nothing for any other name.
std::optional<AnnotationKind> KindOfMacro(std::string_view name);

}  // namespace ferrule::ir

#endif  // FERRULE_GENERATOR_IR_MACROS_H_
