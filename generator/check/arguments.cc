#include "generator/check/arguments.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "generator/check/annotations.h"
#include "generator/check/names.h"
#include "generator/check/words.h"
#include "generator/ir/protocols.h"
#include "generator/ir/python.h"

namespace ferrule::check {
namespace {

// The name of an unnamed parameter appears in signatures alone: nobody can pass it by keyword.
std::string InventName(const ir::Function& function, const ir::Parameter& parameter,
                       std::size_t position) {
  if (parameter.type.type.Is<ir::Args>()) return "args";
  if (parameter.type.type.Is<ir::Kwargs>()) return "kwargs";
  if (function.role != ir::Role::kSlot) return "arg" + std::to_string(position);
  const ir::SpecialMethod* const method = ir::FindSpecialMethod(function.python_name);
  if (method != nullptr && ir::LeavesStrangers(*method)) return "other";
  return position == 0 ? "key" : "value";
}

void CheckNamesDiffer(const ir::Function& function, const std::vector<Visible>& visible,
                      diag::Sink& sink) {
  for (auto it = visible.begin(); it != visible.end(); ++it) {
    auto first = std::ranges::find(visible.begin(), it, it->name, &Visible::name);
    if (first == it) continue;
    sink.Report(diag::Code::kNameConflict, ParameterOf(*it, function).location,
                {{"name", it->name},
                 {"what", DescribeParameter(function, it->index)},
                 {"other", DescribeParameter(function, first->index)},
                 {"help", "rename one of the two, or write FERRULE_ARG(name = ...) before it"}})
        .notes.push_back({ParameterOf(*first, function).location, "the other is here"});
  }
}

}  // namespace

const ir::Parameter& ParameterOf(const Visible& visible, const ir::Function& function) {
  return function.parameters[visible.index];
}

std::vector<Visible> VisibleParameters(const ir::Function& function, diag::Sink& sink) {
  std::vector<Visible> visible;
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    const ir::Parameter& parameter = function.parameters[i];
    const bool is_argument = parameter.use == ir::ParameterUse::kArgument;
    if (!is_argument || parameter.type.type.Is<ir::Token>()) continue;
    const bool is_named =
        !parameter.name.empty() || FindArgument(parameter.annotations, "name") != nullptr;
    std::string name = is_named ? NameFor(parameter.annotations, parameter.name,
                                          DescribeParameter(function, i), parameter.location, sink)
                                : InventName(function, parameter, visible.size());
    const bool is_renamed = FindArgument(parameter.annotations, "name") != nullptr;
    if (is_renamed && parameter.pack_index) name += "_" + std::to_string(*parameter.pack_index);
    visible.push_back({i, std::move(name), is_named});
  }
  CheckNamesDiffer(function, visible, sink);
  return visible;
}

std::string DefaultInPython(const ir::Parameter& parameter, const ir::Module& module) {
  const std::optional<ir::ConstantValue>& value = parameter.default_argument->value;
  if (!value) return "...";
  return ir::PythonSpelling(*value, parameter.type.type, module).value_or("...");
}

ir::Argument MakeArgument(ir::ArgumentKind kind, const Visible& visible,
                          const ir::Function& function, const ir::Module& module) {
  const ir::Parameter& parameter = ParameterOf(visible, function);
  ir::Argument argument = {kind, visible.name, visible.index, false, ""};
  const bool is_star =
      kind == ir::ArgumentKind::kVarPositional || kind == ir::ArgumentKind::kVarKeyword;
  if (parameter.default_argument && !is_star) {
    argument.has_default = true;
    argument.default_python = DefaultInPython(parameter, module);
  }
  return argument;
}

}  // namespace ferrule::check
