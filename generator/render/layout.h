// The layout of objects, as extensions compare it.
#ifndef FERRULE_GENERATOR_RENDER_LAYOUT_H_
#define FERRULE_GENERATOR_RENDER_LAYOUT_H_

#include <cstdint>

#include "generator/ir/module.h"

namespace ferrule::render {

// A hash of the fields as they are declared, with the size: classes of one name but of another
// layout differ in it.
std::uint64_t LayoutHash(const ir::Class& node, const ir::Module& module);

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_LAYOUT_H_
