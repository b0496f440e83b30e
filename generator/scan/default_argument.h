// Default arguments: their text, and their value where clang can tell it.
#ifndef FERRULE_GENERATOR_SCAN_DEFAULT_ARGUMENT_H_
#define FERRULE_GENERATOR_SCAN_DEFAULT_ARGUMENT_H_

#include <optional>

#include "generator/ir/module.h"
#include "generator/scan/clang.h"
#include "generator/scan/sources.h"

namespace ferrule::scan {

// The expression after the `=`. Nothing where there is none, or a macro has the `=` in it.
std::optional<CXCursor> DefaultExpressionOf(CXCursor parameter, const Sources& sources);

std::optional<ir::DefaultArgument> ReadDefaultArgument(CXCursor parameter,
                                                       const ir::PassedType& type,
                                                       const Sources& sources);

// What a data member is initialised with where a constructor does not say.
std::optional<ir::DefaultArgument> ReadInitializer(CXCursor field, const ir::PassedType& type,
                                                   const Sources& sources);

// The same of a bit-field, behind whose width clang shows nothing.
std::optional<ir::DefaultArgument> ReadInitializerOfBits(CXCursor field, const Sources& sources);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_DEFAULT_ARGUMENT_H_
