// The calls of the C++ function that a wrapper makes, one for each number of trailing defaults that
// it leaves to C++.
#ifndef FERRULE_GENERATOR_RENDER_CALLS_H_
#define FERRULE_GENERATOR_RENDER_CALLS_H_

#include <optional>
#include <string>
#include <vector>

#include "generator/ir/module.h"
#include "generator/render/callable.h"
#include "generator/render/views.h"

namespace ferrule::render {

// Whether the function is a special method whose result Python does not see.
bool IgnoresResult(const ir::Function& function);

// A bound class that the function hands to Python as a new instance, or null.
const ir::ClassRef* NewInstance(const ir::Function& function);

// Whether a C++ exception may arrive in the wrapper of the function.
bool MayThrow(const ir::Function& function, const ir::Module& module);

// What hands a value of the type to Python as that of an attribute: `glue::ToPython`, or a snapshot
// where it is a container.
std::string ToAttribute(const ir::Type& type);

// Whether handing a value of the type to Python copies an instance of a bound class, which may
// throw.
bool ToPythonMayThrow(const ir::Type& type);

// What C++ fills in, each in a local that it begins value-initialised in.
void SetOuts(const ir::Function& function, const std::vector<std::string>& locals,
             const ir::Module& module, CallableView& view);

// The calls, and what follows them. Requires a view that is complete otherwise.
// The arguments that the object keeps.
// What the view classes among what Python gets point into.
void SetViewSources(const ir::Function& function, const std::vector<std::string>& locals,
                    const ir::Module& module, CallableView& view);
void SetKept(const ir::Function& function, const std::vector<std::string>& locals,
             CallableView& view);

void SetCalls(const ir::Function& function, const std::optional<ClassScope>& scope,
              const std::string& message_name, const std::vector<std::string>& locals,
              const ir::Module& module, CallableView& view);

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_CALLS_H_
