// The glue of a module: its whole C++ file as a view.
#ifndef FERRULE_GENERATOR_RENDER_GLUE_H_
#define FERRULE_GENERATOR_RENDER_GLUE_H_

#include "generator/ir/module.h"
#include "generator/render/views.h"

namespace ferrule::render {

GlueView MakeGlue(const ir::Module& module);

// The headers of a module as a banner lists them.
std::string Sources(const ir::Module& module);

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_GLUE_H_
