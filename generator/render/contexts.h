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

// Whether an error of a call may be kept until it returns: by a callback with a context, or in a
// status that C++ fills in.
bool KeepsErrors(const ir::Function& function);

// `, visitor, code`: the locals that may have kept one, each behind a comma.
std::string KeepersOfErrors(const ir::Function& function, const std::vector<std::string>& locals);

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_CONTEXTS_H_
