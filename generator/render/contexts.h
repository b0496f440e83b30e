// Callbacks of C's, for which glue makes a glue::ContextCallback of a Python callable.
#ifndef FERRULE_GENERATOR_RENDER_CONTEXTS_H_
#define FERRULE_GENERATOR_RENDER_CONTEXTS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "generator/ir/module.h"

namespace ferrule::render {

// `glue::ContextCallback<void(int, void*), glue::ContextAt::kLast>`, which holds the argument of a
// parameter that has a context.
std::string ContextCallbackType(const ir::Parameter& parameter, const ir::Module& module);

// What stands for the parameter in the call: of a callback with a context the function, of a
// context itself. Empty for all others.
std::string ContextExpression(const ir::Function& function, std::size_t parameter,
                              const std::vector<std::string>& locals);

// `, visitor`: the locals of such callbacks, each behind a comma.
std::string ContextCallbacks(const ir::Function& function, const std::vector<std::string>& locals);

bool HasContextCallback(const ir::Function& function);

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_CONTEXTS_H_
