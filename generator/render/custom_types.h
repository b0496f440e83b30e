// The Python types that users' converters name.
#ifndef FERRULE_GENERATOR_RENDER_CUSTOM_TYPES_H_
#define FERRULE_GENERATOR_RENDER_CUSTOM_TYPES_H_

#include <set>
#include <string>

#include "generator/ir/module.h"

namespace ferrule::render {

// The modules that they are in: `decimal` of `decimal.Decimal | None`.
std::set<std::string> ModulesOfCustomTypes(const ir::Module& module);

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_CUSTOM_TYPES_H_
