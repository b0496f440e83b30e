// Names of the header that cannot be taken for names of the glue.
#ifndef FERRULE_GENERATOR_RENDER_FILE_SCOPE_H_
#define FERRULE_GENERATOR_RENDER_FILE_SCOPE_H_

#include <string>

#include "generator/ir/module.h"

namespace ferrule::render {

// The module with a leading `::` on each qualified name that needs one: the glue stands in a
// namespace of its own, whose names hide those of the global namespace. `decorator::Counter` stays
// as it is, `Counter` becomes `::Counter`.
ir::Module WithFileScope(ir::Module module);

// The name with a leading `::`, which it may have already: for the few lines that stand where the
// names of the runtime's own namespace come first.
std::string WithFileScope(const std::string& qualified_name);

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_FILE_SCOPE_H_
