// Small models for the tests of the rules, as Scan would make them, and the diagnostics that Check
// has for them.
#ifndef FERRULE_GENERATOR_CHECK_BUILDERS_H_
#define FERRULE_GENERATOR_CHECK_BUILDERS_H_

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "generator/check/check.h"
#include "generator/diag/sink.h"
#include "generator/ir/module.h"

namespace ferrule::check::testing {

// Each place is a line of its own, in the order of creation.
inline diag::Location NextLocation() {
  static int line = 0;
  return {"test.h", ++line, 1, 1};
}

// `Key("name", "x")` is `name = x`. Its value starts in column 100, so that tests can tell places
// apart.
inline ir::AnnotationArgument Key(std::string key, std::optional<std::string> value = {}) {
  diag::Location location = NextLocation();
  diag::Location value_location = location;
  value_location.column = 100;
  value_location.length = value ? static_cast<int>(value->size()) : 1;
  return {std::move(key), std::move(value), location, value_location};
}

inline ir::Annotation Macro(ir::AnnotationKind kind,
                            std::vector<ir::AnnotationArgument> arguments = {}) {
  return {kind, std::move(arguments), NextLocation()};
}

// --- Types ---

inline ir::Type Int() { return {ir::Scalar{ir::ScalarKind::kInt}}; }
inline ir::Type Double() { return {ir::Scalar{ir::ScalarKind::kDouble}}; }
inline ir::Type Text() { return {ir::Scalar{ir::ScalarKind::kString}}; }
inline ir::Type View() { return {ir::Scalar{ir::ScalarKind::kStringView}}; }
inline ir::Type Nothing() { return {ir::Void{}}; }
using ir::OptionalOf;
using ir::VectorOf;
inline ir::Type ClassAt(std::size_t index) { return {ir::ClassRef{{index}}}; }
inline ir::Type EnumAt(std::size_t index) { return {ir::EnumRef{{index}}}; }
inline ir::Type HandleTo(ir::HandleKind kind, ir::ObjectKind object = ir::ObjectKind::kObject) {
  return {ir::Handle{kind, object}};
}
inline ir::Type PythonToken() { return {ir::Token{}}; }
inline ir::Type ArgsView() { return {ir::Args{}}; }
inline ir::Type KwargsView() { return {ir::Kwargs{}}; }

// --- Declarations ---

inline ir::Parameter Param(std::string name, ir::Type type,
                           ir::Passing passing = ir::Passing::kValue) {
  ir::Parameter parameter;
  parameter.name = std::move(name);
  parameter.type = {std::move(type), passing};
  parameter.location = NextLocation();
  return parameter;
}

inline ir::Parameter Default(ir::Parameter parameter, std::optional<ir::ConstantValue> value,
                             std::string text = "f()") {
  parameter.default_argument = ir::DefaultArgument{std::move(text), std::move(value)};
  return parameter;
}

inline ir::Function Callable(ir::FunctionKind kind, std::string name,
                             std::vector<ir::Parameter> parameters = {},
                             std::vector<ir::Annotation> annotations = {}) {
  ir::Function function;
  function.kind = kind;
  function.name = std::move(name);
  function.qualified_name = (kind == ir::FunctionKind::kFree ? "ns::" : "ns::C::") + function.name;
  function.parameters = std::move(parameters);
  function.annotations = std::move(annotations);
  function.location = NextLocation();
  function.result = {Nothing(), ir::Passing::kValue};
  return function;
}

inline ir::Function Free(std::string name, std::vector<ir::Parameter> parameters = {},
                         std::vector<ir::AnnotationArgument> keys = {}) {
  return Callable(ir::FunctionKind::kFree, std::move(name), std::move(parameters),
                  {Macro(ir::AnnotationKind::kFunction, std::move(keys))});
}

inline ir::Function Method(std::string name, std::vector<ir::Parameter> parameters = {},
                           std::vector<ir::Annotation> annotations = {}) {
  return Callable(ir::FunctionKind::kMethod, std::move(name), std::move(parameters),
                  std::move(annotations));
}

inline ir::Function Returning(ir::Function function, ir::Type type,
                              ir::Passing passing = ir::Passing::kValue) {
  function.result = {std::move(type), passing};
  return function;
}

inline ir::Field FieldOf(std::string name, ir::Type type,
                         std::vector<ir::Annotation> annotations = {}) {
  ir::Field field;
  field.name = std::move(name);
  field.owner = "ns::C";
  field.type = std::move(type);
  field.is_public = true;
  field.annotations = std::move(annotations);
  field.location = NextLocation();
  return field;
}

// A class that can be made, copied and destroyed.
inline ir::Class ClassNamed(std::string name, std::vector<ir::Function> methods = {},
                            std::vector<ir::Field> fields = {},
                            std::vector<ir::AnnotationArgument> keys = {}) {
  ir::Class node;
  node.name = std::move(name);
  node.qualified_name = "ns::" + node.name;
  node.methods = std::move(methods);
  node.fields = std::move(fields);
  node.annotations = {Macro(ir::AnnotationKind::kClass, std::move(keys))};
  node.location = NextLocation();
  node.traits.is_default_constructible = true;
  node.traits.is_copy_constructible = true;
  node.traits.is_move_constructible = true;
  node.traits.is_copy_assignable = true;
  node.traits.is_destructible = true;
  node.traits.size = 8;
  node.traits.alignment = 8;
  return node;
}

inline ir::Enum EnumNamed(std::string name, std::vector<std::string> enumerators,
                          std::vector<ir::AnnotationArgument> keys = {}) {
  ir::Enum node;
  node.name = std::move(name);
  node.qualified_name = "ns::" + node.name;
  node.annotations = {Macro(ir::AnnotationKind::kEnum, std::move(keys))};
  node.location = NextLocation();
  for (std::string& enumerator : enumerators) {
    ir::Enumerator next;
    next.name = std::move(enumerator);
    next.value = static_cast<std::int64_t>(node.enumerators.size());
    next.location = NextLocation();
    node.enumerators.push_back(std::move(next));
  }
  return node;
}

inline ir::Module ModuleOf(std::vector<ir::Function> functions) {
  ir::Module module;
  module.name = "m";
  module.functions = std::move(functions);
  return module;
}

inline ir::Module ModuleOf(ir::Class node) {
  ir::Module module;
  module.name = "m";
  module.classes.push_back(std::move(node));
  return module;
}

// --- Results ---

// "slug: text" of each diagnostic, in order of their places.
inline std::vector<std::string> Errors(ir::Module module) {
  diag::Sink sink;
  Check(std::move(module), sink);
  std::vector<std::string> lines;
  for (const diag::Diagnostic& diagnostic : sink.Sorted()) {
    lines.push_back(std::string(diag::Info(diagnostic.code).slug) + ": " + diagnostic.text);
  }
  return lines;
}

// The approved model; a module with errors ends the test.
inline ir::CheckedModule Approved(ir::Module module) {
  diag::Sink sink;
  std::optional<ir::CheckedModule> checked = Check(std::move(module), sink);
  for (const diag::Diagnostic& diagnostic : sink.Sorted()) {
    const bool is_error = diag::Info(diagnostic.code).severity == diag::Severity::kError;
    if (is_error) throw std::logic_error(diagnostic.text);
  }
  return *std::move(checked);
}

// The signature as Python writes it.
inline std::string Written(const ir::Signature& signature) {
  std::string text;
  std::optional<ir::ArgumentKind> previous;
  bool has_star = false;
  const auto add = [&](const std::string& piece) { text += (text.empty() ? "" : ", ") + piece; };
  for (const ir::Argument& argument : signature.arguments) {
    if (previous == ir::ArgumentKind::kPositionalOnly && argument.kind != *previous) add("/");
    if (argument.kind == ir::ArgumentKind::kKeywordOnly && !has_star) add("*");
    has_star = has_star || argument.kind >= ir::ArgumentKind::kVarPositional;
    std::string stars = argument.kind == ir::ArgumentKind::kVarPositional ? "*"
                        : argument.kind == ir::ArgumentKind::kVarKeyword  ? "**"
                                                                          : "";
    add(stars + argument.name + (argument.has_default ? "=" + argument.default_python : ""));
    previous = argument.kind;
  }
  if (previous == ir::ArgumentKind::kPositionalOnly) add("/");
  return "(" + text + ")";
}

}  // namespace ferrule::check::testing

#endif  // FERRULE_GENERATOR_CHECK_BUILDERS_H_
