// What a module says of its types to the modules that use them.
#ifndef FERRULE_GENERATOR_RENDER_INTERFACE_H_
#define FERRULE_GENERATOR_RENDER_INTERFACE_H_

#include "generator/ir/module.h"

namespace ferrule::render {

ir::Interface MakeInterface(const ir::Module& module);

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_INTERFACE_H_
