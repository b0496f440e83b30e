// The wrapper of one C++ function, constructor, or field: what callable.cc.tmpl needs to know.
#ifndef FERRULE_GENERATOR_RENDER_CALLABLE_H_
#define FERRULE_GENERATOR_RENDER_CALLABLE_H_

#include <optional>
#include <string>

#include "generator/ir/module.h"
#include "generator/render/identifiers.h"
#include "generator/render/views.h"

namespace ferrule::render {

// A wrapper and what else the file must define for it.
struct Callable {
  CallableView view;
  std::optional<SignatureView> signature;
  std::optional<std::size_t> interned;  // how many names of keywords it has in the module's state
  std::string flags;                    // for PyMethodDef
};

// The member of the module's state that holds these names.
std::string InternedMember(const Callable& callable);

// What a wrapper of a member must know of its class.
struct ClassScope {
  ir::ClassId id;
  std::string record = {};  // the name of its type record in the glue
};

// The wrapper of `function`, which is a member of `scope` if there is one.
Callable WrapFunction(const ir::Function& function, const std::optional<ClassScope>& scope,
                      const ir::Module& module, UniqueNames& names);

// The same for one of several overloads, which all have the same entry and a signature. `number`
// tells their names apart. It is called with its slots alone, or with the arguments as they came if
// it takes others besides.
Callable WrapOverload(const ir::Function& function, std::size_t number,
                      const std::optional<ClassScope>& scope, const ir::Module& module,
                      UniqueNames& names);

// What the wrapper is to be called.
std::string CallableName(const ir::Function& function, const std::optional<ClassScope>& scope,
                         const ir::Module& module);

// The wrappers of a data member.
Callable WrapFieldGetter(const ir::Field& field, const ClassScope& scope, const ir::Module& module,
                         UniqueNames& names);
Callable WrapFieldSetter(const ir::Field& field, const Callable& getter, const ClassScope& scope,
                         const ir::Module& module, UniqueNames& names);

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_CALLABLE_H_
