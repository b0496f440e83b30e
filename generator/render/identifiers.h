// The names that the glue gives to what it defines.
#ifndef FERRULE_GENERATOR_RENDER_IDENTIFIERS_H_
#define FERRULE_GENERATOR_RENDER_IDENTIFIERS_H_

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "generator/ir/module.h"

namespace ferrule::render {

// The namespace of a module's glue: `ferrule_decorator`.
std::string GlueNamespace(const ir::Module& module);

// The function that CPython looks for: `PyInit_decorator`, for the last part of a dotted name.
std::string InitFunction(const ir::Module& module);

// A class, an enum or an exception class with the classes it is nested in: `Outer_Inner`. No two
// types of a module have the same.
std::string IdentifierOf(ir::ClassId id, const ir::Module& module);
std::string IdentifierOf(ir::EnumId id, const ir::Module& module);
std::string IdentifierOf(ir::ExceptionId id, const ir::Module& module);

// Hands out each name once: `Counter_call`, then `Counter_call_2`.
class UniqueNames {
 public:
  std::string Take(const std::string& wanted);

 private:
  std::set<std::string> taken_;
};

// What the locals that hold the arguments of a call are named: as the parameters, but for names
// that the wrapper uses itself, and the `also_taken`. One for each parameter.
std::vector<std::string> LocalNames(const std::vector<ir::Parameter>& parameters,
                                    const std::vector<std::string>& also_taken = {});

}  // namespace ferrule::render

#endif  // FERRULE_GENERATOR_RENDER_IDENTIFIERS_H_
