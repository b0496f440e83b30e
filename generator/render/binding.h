// How the arguments of a call from Python reach the locals of a wrapper.
#ifndef FERRULE_GENERATOR_RENDER_BINDING_H_
#define FERRULE_GENERATOR_RENDER_BINDING_H_

#include <string>
#include <vector>

#include "generator/ir/module.h"
#include "generator/render/identifiers.h"
#include "generator/render/views.h"

namespace ferrule::render {

// The arguments that have a slot, in Python's order: all but *args and **kwargs.
std::vector<ir::Argument> Slots(const ir::Function& function);

// The function of the glue that makes the default of an argument, whose local this is.
std::string DefaultFunction(const CallableView& view, const std::string& local);

// How the arguments get into `values`. Requires an entry that takes several.
void SetBinding(const ir::Function& function, CallableView& view);

// What is made of `values`: the locals, in the order of the slots. `locals` has a name for each
// parameter.
// The same for an overload, whose slots come bound.
void SetBound(const ir::Function& function, CallableView& view);

void SetArguments(const ir::Function& function, const std::vector<std::string>& locals,
                  const ir::Module& module, CallableView& view);

// What takes the rest of a call into a container.
// What locks the call takes. Requires that the arguments are there.
void SetLocks(const ir::Function& function, const ir::Module& module, CallableView& view);

void SetRests(const ir::Function& function, const std::vector<std::string>& locals,
              const ir::Module& module, CallableView& view);

// The table that slow paths read. `message_name` is what messages call the function, `base` what
// the table's name is made of.
SignatureView MakeSignature(const ir::Function& function, const std::string& message_name,
                            const std::string& base, UniqueNames& names);

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_BINDING_H_
