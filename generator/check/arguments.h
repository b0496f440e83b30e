// C++ parameters as arguments of Python: their names and their defaults.
#ifndef FERRULE_GENERATOR_CHECK_ARGUMENTS_H_
#define FERRULE_GENERATOR_CHECK_ARGUMENTS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check {

// A C++ parameter that Python sees.
struct Visible {
  std::size_t index = 0;
  std::string name;
  bool is_named = true;
};

// All but the injected ones, in the order of C++. Reports names that Python does not take, and one
// name for two.
std::vector<Visible> VisibleParameters(const ir::Function& function, diag::Sink& sink);

const ir::Parameter& ParameterOf(const Visible& visible, const ir::Function& function);

// The default of a parameter that has one, as Python writes it; `...` where it has no Python
// spelling.
std::string DefaultInPython(const ir::Parameter& parameter, const ir::Module& module);

ir::Argument MakeArgument(ir::ArgumentKind kind, const Visible& visible,
                          const ir::Function& function, const ir::Module& module);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_ARGUMENTS_H_
