#include "generator/ir/module.h"

#include <algorithm>
#include <string_view>

namespace ferrule::ir {

Location LocationIn(const AnnotationArgument& argument, std::size_t offset, std::size_t size) {
  Location location = argument.value_location;
  const std::string_view before = std::string_view(*argument.value).substr(0, offset);
  const bool spans_lines = argument.value->find('\n') != std::string::npos;
  if (!spans_lines && static_cast<std::size_t>(location.length) != argument.value->size()) {
    return location;
  }
  if (std::size_t line_end = before.rfind('\n'); line_end != std::string_view::npos) {
    location.line += static_cast<int>(std::ranges::count(before, '\n'));
    location.column = static_cast<int>(before.size() - line_end);
  } else {
    location.column += static_cast<int>(offset);
  }
  location.length = std::max(1, static_cast<int>(size));
  return location;
}

bool IsFactory(const Function& function) {
  return function.role == Role::kConstructor && function.kind == FunctionKind::kStaticMethod;
}

bool IsRestorer(const Function& function) {
  return IsFactory(function) && function.python_name == "__setstate__";
}

std::string FullName(const Function& function) {
  return function.qualified_name + function.template_arguments;
}

bool LeavesDefaultsToCpp(const Function& function) {
  std::size_t last = 0;  // of the parameters of named arguments
  std::size_t first_default = function.parameters.size();
  std::vector<std::size_t> always;
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    const ParameterUse use = function.parameters[i].use;
    if (use == ParameterUse::kOut || use == ParameterUse::kStatus) always.push_back(i);
  }
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

bool HaveOneParameterList(const Function& a, const Function& b) {
  return std::ranges::equal(a.parameters, b.parameters, {}, &Parameter::type, &Parameter::type);
}

std::vector<std::size_t> OutParameters(const Function& function) {
  std::vector<std::size_t> outs;
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    if (function.parameters[i].use == ParameterUse::kOut) outs.push_back(i);
  }
  return outs;
}

}  // namespace ferrule::ir
