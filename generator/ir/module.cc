#include "generator/ir/module.h"

#include <algorithm>

namespace ferrule::ir {

bool LeavesDefaultsToCpp(const Function& function) {
  std::size_t last = 0;  // of the parameters of named arguments
  std::size_t first_default = function.parameters.size();
  std::vector<std::size_t> always = OutParameters(function);
  for (const Argument& argument : function.signature.arguments) {
    const bool is_rest =
        argument.kind == ArgumentKind::kVarPositional || argument.kind == ArgumentKind::kVarKeyword;
    if (is_rest) {
      always.push_back(argument.parameter);
      continue;
    }
    if (argument.parameter < last) return false;
    last = argument.parameter;
    if (argument.has_default) first_default = std::min(first_default, argument.parameter);
  }
  return std::ranges::none_of(always, [&](std::size_t index) { return index > first_default; });
}

std::vector<std::size_t> OutParameters(const Function& function) {
  std::vector<std::size_t> outs;
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    if (function.parameters[i].use == ParameterUse::kOut) outs.push_back(i);
  }
  return outs;
}

}  // namespace ferrule::ir
