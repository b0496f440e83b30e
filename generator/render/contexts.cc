#include "generator/render/contexts.h"

#include <algorithm>

#include "generator/ir/cpp.h"

namespace ferrule::render {
namespace {

bool KeepsError(const ir::Parameter& parameter) {
  return parameter.context.has_value() || parameter.use == ir::ParameterUse::kStatus;
}

}  // namespace

std::string ContextCallbackType(const ir::Parameter& parameter, const ir::Module& module) {
  const auto& callback = *parameter.type.type.As<ir::Callback>();
  std::string parameters;
  for (const ir::PassedType& type : callback.parameters)
    parameters += (parameters.empty() ? "" : ", ") + ir::CppSpelling(type, module);
  const bool is_last = ir::ContextIndex(callback) == callback.parameters.size() - 1;
  return "glue::ContextCallback<" +
         ir::FunctionSpelling(*callback.result, "", "(" + parameters + ")", module) +
         ", glue::ContextAt::" + (is_last ? "kLast" : "kFirst") + ">";
}

std::string ContextExpression(const ir::Function& function, std::size_t parameter,
                              const std::vector<std::string>& locals) {
  if (function.parameters[parameter].context) return locals[parameter] + ".function()";
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    if (function.parameters[i].context == parameter) return locals[i] + ".context()";
  }
  return "";
}

bool KeepsErrors(const ir::Function& function) {
  return std::ranges::any_of(function.parameters, KeepsError);
}

std::string KeepersOfErrors(const ir::Function& function, const std::vector<std::string>& locals) {
  std::string keepers;
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    if (KeepsError(function.parameters[i])) keepers += ", " + locals[i];
  }
  return keepers;
}

}  // namespace ferrule::render
