#include "generator/check/contexts.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>

#include "generator/check/annotations.h"
#include "generator/ir/macros.h"

namespace ferrule::check {
namespace {

bool IsContext(const ir::Parameter& parameter) { return ir::IsVoidPointer(parameter.type); }

// Why the parameter at `callback` cannot have the one at `context` for its own; empty if it can.
std::string ReasonAgainst(const ir::Function& function, const ir::Parameter& callback,
                          std::vector<ir::Parameter>::const_iterator context) {
  const auto* pointer = callback.type.type.As<ir::Callback>();
  if (pointer == nullptr || pointer->kind != ir::CallbackKind::kPointer ||
      !ir::ContextIndex(*pointer)) {
    return "it stands on a pointer to a function whose first or last parameter is a `void*`";
  }
  if (function.kind == ir::FunctionKind::kConstructor) {
    return "a constructor may keep what it is given, and a context is good for a call alone: take "
           "a std::function";
  }
  if (context == function.parameters.end() || !IsContext(*context))
    return "name the parameter of type `void*` that is handed on to the callback";
  const bool is_taken = std::ranges::any_of(function.parameters, [&](const ir::Parameter& other) {
    return &other != &callback && other.context &&
           *other.context == static_cast<std::size_t>(context - function.parameters.begin());
  });
  return is_taken ? "each callback has a context of its own" : "";
}

}  // namespace

void FindContexts(ir::Function& function, diag::Sink& sink) {
  for (ir::Parameter& parameter : function.parameters) {
    const ir::AnnotationArgument* written = FindArgument(parameter.annotations, "context");
    if (written == nullptr || !written->value) continue;
    const auto context =
        std::ranges::find(function.parameters, *written->value, &ir::Parameter::name);
    if (std::string reason = ReasonAgainst(function, parameter, context); !reason.empty()) {
      sink.Report(diag::Code::kBadValue, written->value_location,
                  {{"value", *written->value},
                   {"key", "context"},
                   {"macro", std::string(ir::MacroName(ir::AnnotationKind::kArg))},
                   {"help", std::move(reason)}});
      // That the two have no Python form by themselves would only follow from this.
      parameter.use = ir::ParameterUse::kContext;
      if (context != function.parameters.end() && IsContext(*context))
        context->use = ir::ParameterUse::kContext;
      continue;
    }
    parameter.context =
        static_cast<std::size_t>(std::distance(function.parameters.begin(), context));
    context->use = ir::ParameterUse::kContext;
  }
}

}  // namespace ferrule::check
