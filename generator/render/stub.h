// The stub of a module: its .pyi file as a view.
#ifndef FERRULE_GENERATOR_RENDER_STUB_H_
#define FERRULE_GENERATOR_RENDER_STUB_H_

#include "generator/ir/module.h"
#include "generator/render/views.h"

namespace ferrule::render {

StubView MakeStub(const ir::Module& module);

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_STUB_H_
