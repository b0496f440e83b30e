// A callable of Python in the glue: the wrapper of one function, or the wrappers of several and the
// function that chooses among them.
#ifndef FERRULE_GENERATOR_RENDER_OVERLOADS_H_
#define FERRULE_GENERATOR_RENDER_OVERLOADS_H_

#include <optional>
#include <string>
#include <vector>

#include "generator/ir/module.h"
#include "generator/render/callable.h"
#include "generator/render/glue_parts.h"

namespace ferrule::render {

// What tables refer to.
struct Entrance {
  std::string name;
  std::string flags;  // for PyMethodDef
};

// Adds what the callable needs to `parts`, and its functions to `definitions`. `functions` is the
// list that the set belongs to.
Entrance DefineCallable(const std::vector<ir::Function>& functions, const ir::OverloadSet& set,
                        const std::optional<ClassScope>& scope, GlueParts& parts,
                        std::vector<TextView>& definitions);

// The same for a function or a method, and its row in a table of them. `base` is what the name of
// its docstring is made of.
MethodView DefineMethod(const std::vector<ir::Function>& functions, const ir::OverloadSet& set,
                        const std::optional<ClassScope>& scope, const std::string& base,
                        GlueParts& parts, std::vector<TextView>& definitions);

// The docstring of such a callable, called `name`: of several functions, it lists the signatures.
std::string DocOf(const std::string& name, const std::vector<ir::Function>& functions,
                  const ir::OverloadSet& set, const std::string& doc, const ir::Module& module);

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_OVERLOADS_H_
