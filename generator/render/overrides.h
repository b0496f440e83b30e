// The classes that the glue derives from those whose virtual methods Python can override, and what
// wrappers do for them.
#ifndef FERRULE_GENERATOR_RENDER_OVERRIDES_H_
#define FERRULE_GENERATOR_RENDER_OVERRIDES_H_

#include <string>

#include "generator/ir/module.h"
#include "generator/render/override_views.h"

namespace ferrule::render {

// The name of the derived class in the glue.
std::string OverriderName(ir::ClassId id, const ir::Module& module);

// Requires a class that is_overridable.
OverrideView MakeOverrides(ir::ClassId id, const ir::Module& module);

// Whether an object that the method is called on may be one whose methods Python overrides.
bool MayReachOverride(const ir::Function& method, ir::ClassId owner, const ir::Module& module);

// Whether what a factory returns can become an object of a class that is derived in Python.
bool MakesOverrider(const ir::Function& factory, const ir::Class& node);

// Why C++ makes no object of the class by this constructor, behind its name in a message; empty
// where it does.
std::string WhyNotConstructed(const ir::Function& constructor, const ir::Class& node);

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_OVERRIDES_H_
