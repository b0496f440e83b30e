#include "generator/check/implicit.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "generator/check/annotations.h"
#include "generator/check/words.h"

namespace ferrule::check {
namespace {

bool IsInjected(const ir::Parameter& parameter) {
  const ir::Type& type = parameter.type.type;
  return type.Is<ir::Token>() || type.Is<ir::Args>() || type.Is<ir::Kwargs>();
}

// Why a value cannot become an object by the constructor alone; empty where it can.
std::string ReasonAgainst(const ir::Function& constructor) {
  if (ir::IsFactory(constructor)) return Describe(constructor) + " is no constructor of C++'s";
  const auto& parameters = constructor.parameters;
  const auto required = static_cast<std::size_t>(std::ranges::count_if(
      parameters, [](const ir::Parameter& p) { return !p.default_argument.has_value(); }));
  if (parameters.empty()) return "'" + constructor.qualified_name + "' takes no argument";
  if (std::ranges::any_of(parameters, IsInjected)) {
    return "'" + constructor.qualified_name + "' takes more than a value";
  }
  if (required > 1) return "'" + constructor.qualified_name + "' needs more than one argument";
  return "";
}

void ReportUseless(const ir::AnnotationArgument& argument, std::string_view macro,
                   const std::string& reason, diag::Sink& sink) {
  sink.Report(diag::Code::kBadValue, argument.location,
              {{"value", argument.value.value_or("True")},
               {"key", argument.key},
               {"macro", std::string(macro)},
               {"help", "remove it: " + reason}});
}

}  // namespace

void SettleImplicit(ir::Class& node, diag::Sink& sink) {
  for (const ir::Function& constructor : node.constructors) {
    if (TruthOf(constructor.annotations, "implicit") != true) continue;
    if (const std::string reason = ReasonAgainst(constructor); !reason.empty()) {
      ReportUseless(*FindArgument(constructor.annotations, "implicit"), "FERRULE_INIT", reason,
                    sink);
      continue;
    }
    node.implicit_sources.push_back(constructor.parameters[0].type);
  }
  node.takes_dict = TruthOf(node.annotations, "from_dict").value_or(false);
  if (!node.takes_dict || !node.constructors.empty()) return;
  ReportUseless(*FindArgument(node.annotations, "from_dict"), "FERRULE_CLASS",
                "'" + node.qualified_name + "' has no constructor for Python", sink);
}

}  // namespace ferrule::check
