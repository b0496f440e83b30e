#include "generator/check/aggregates.h"

#include <string>
#include <utility>

#include "generator/check/annotations.h"
#include "generator/check/words.h"
#include "generator/ir/cpp.h"
#include "generator/ir/type_table.h"

namespace ferrule::check {
namespace {

bool IsCArray(const ir::Field& field) {
  const auto* const instance = field.type.As<ir::Template>();
  return instance != nullptr && instance->kind == ir::TemplateKind::kCArray;
}

// Why C++ does not make an object of the class from its fields; empty where it does.
std::string ReasonAgainst(const ir::Class& node) {
  if (!node.traits.is_aggregate) {
    return "it has constructors, virtual methods, or fields that are not public";
  }
  if (!node.bases.empty()) return "it has a base class";
  // In parentheses, which do not narrow, an array is not made of values, nor is what has no name.
  for (const ir::Field& field : node.fields) {
    if (field.is_static) continue;
    if (IsCArray(field)) return "it has an array";
    if (field.is_in_unnamed) return "it has an unnamed struct";
    if (field.passing != ir::Passing::kValue) return "it has a pointer or a reference";
  }
  return "";
}

ir::Parameter ParameterFor(const ir::Field& field) {
  ir::Parameter parameter;
  parameter.name = field.python_name;
  parameter.type = {field.type, ir::Passing::kValue};
  parameter.default_argument = field.initializer;
  parameter.location = field.location;
  parameter.width = field.width;
  return parameter;
}

}  // namespace

void AddFieldConstructor(ir::Class& node, diag::Sink& sink) {
  const ir::AnnotationArgument* const argument = FindArgument(node.annotations, "init");
  if (argument == nullptr || node.traits.size == 0) return;  // else Scan has reported the class
  if (const std::string reason = ReasonAgainst(node); !reason.empty()) {
    sink.Report(
        diag::Code::kBadValue, argument->value_location,
        {{"value", argument->value.value_or("")},
         {"key", "init"},
         {"macro", "FERRULE_CLASS"},
         {"help", "remove it, or make '" + node.qualified_name + "' an aggregate: " + reason}});
    return;
  }
  ir::Function constructor;
  constructor.kind = ir::FunctionKind::kConstructor;
  constructor.name = node.name;
  constructor.qualified_name = node.qualified_name + "::" + node.name;
  constructor.location = node.location;
  constructor.role = ir::Role::kConstructor;
  constructor.python_name = "__init__";
  for (const ir::Field& field : node.fields) {
    if (field.is_static) continue;
    if (!field.is_exported) break;
    constructor.parameters.push_back(ParameterFor(field));
  }
  // As in C++, what has a default stands last.
  bool may_be_left_out = true;
  for (auto parameter = constructor.parameters.rbegin(); parameter != constructor.parameters.rend();
       ++parameter) {
    may_be_left_out = may_be_left_out && parameter->default_argument.has_value();
    if (!may_be_left_out) parameter->default_argument.reset();
  }
  node.constructors = {std::move(constructor)};
}

}  // namespace ferrule::check
