// Declarations as the glue repeats them: in a comment for its readers, and in an assertion for its
// compiler.
#ifndef FERRULE_GENERATOR_RENDER_DECLARATION_H_
#define FERRULE_GENERATOR_RENDER_DECLARATION_H_

#include <string>

#include "generator/ir/module.h"

namespace ferrule::render {

// ` const&`, as it stands behind the parameters of a member function.
std::string Qualifiers(const ir::Function& function);

// `decorator.h:20`: without folders, which the banner names.
std::string ShortLocation(const ir::Location& location);

// A qualified name that cannot be taken for one of the glue's own: `core::add`, `::add`.
std::string AtFileScope(const std::string& qualified_name);

// `int core::add(int a, int b = 1)`. `owner` is the class of a member, or null.
std::string Declaration(const ir::Function& function, const ir::Class* owner,
                        const ir::Module& module);
std::string Declaration(const ir::Field& field, const ir::Module& module);

// The static_assert that fails to compile when the header declares something else by now.
std::string DeclarationAssertion(const ir::Function& function, const ir::Class* owner,
                                 const ir::Module& module);
std::string DeclarationAssertion(const ir::Field& field, const ir::Class& owner,
                                 const ir::Module& module);

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_DECLARATION_H_
