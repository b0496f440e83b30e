#include "generator/check/protocols.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "generator/check/annotations.h"
#include "generator/check/words.h"
#include "generator/ir/inheritance.h"
#include "generator/ir/pointee.h"
#include "generator/ir/protocols.h"
#include "generator/ir/type_table.h"

namespace ferrule::check {
namespace {

using ir::Function;
using ir::Role;

bool HasMethod(const ir::Class& node, std::string_view name) {
  return std::ranges::find(node.methods, name, &Function::python_name) != node.methods.end();
}

std::optional<ir::Family> FamilyOf(const ir::PassedType& type) {
  const auto* const scalar = type.type.As<ir::Scalar>();
  return scalar == nullptr ? std::nullopt : std::optional(ir::RowOf(scalar->kind).family);
}

bool IsNumber(const ir::PassedType& type) {
  const std::optional<ir::Family> family = FamilyOf(type);
  return family == ir::Family::kTruth || family == ir::Family::kInteger;
}

// A method of this C++ name and as many parameters, whose result is a number. Null for none.
const Function* FindNumberMethod(const ir::Class& node, std::string_view name, std::size_t count) {
  const auto found = std::ranges::find_if(node.methods, [&](const Function& method) {
    return method.kind == ir::FunctionKind::kMethod && method.name == name && method.is_const &&
           method.role == Role::kMethod && method.parameters.size() == count &&
           IsNumber(method.result);
  });
  return found == node.methods.end() ? nullptr : &*found;
}

// Every overload of the method, under the name of a special one beside its own.
void AddUnder(std::string_view name, const Function& example, ir::Class& node) {
  std::vector<Function> added;
  for (const Function& method : node.methods) {
    const bool is_overload = method.name == example.name && method.kind == example.kind &&
                             method.role == Role::kMethod &&
                             method.parameters.size() == example.parameters.size();
    if (!is_overload) continue;
    added.push_back(method);
    added.back().python_name = name;
    added.back().role = Role::kSlot;
    added.back().is_derived = true;
  }
  std::ranges::move(added, std::back_inserter(node.methods));
}

void AddContainerMethods(ir::Class& node) {
  if (!node.range && !HasMethod(node, "__getitem__")) return;
  if (!HasMethod(node, "__len__")) {
    if (const Function* size = FindNumberMethod(node, "size", 0)) AddUnder("__len__", *size, node);
  }
  if (HasMethod(node, "__contains__")) return;
  const Function* contains = FindNumberMethod(node, "contains", 1);
  if (contains == nullptr) contains = FindNumberMethod(node, "count", 1);
  if (contains != nullptr) AddUnder("__contains__", Function(*contains), node);
}

// C++ takes the object wherever it wants an integer, and so does Python.
void AddIndex(ir::Class& node) {
  const auto is_implicit = [](const Function& method) {
    return method.kind == ir::FunctionKind::kConversion && method.python_name == "__int__" &&
           !method.is_explicit;
  };
  const auto found = std::ranges::find_if(node.methods, is_implicit);
  if (found == node.methods.end() || HasMethod(node, "__index__")) return;
  Function index = *found;
  index.python_name = "__index__";
  index.is_derived = true;
  node.methods.push_back(std::move(index));
}

bool ShowsFields(const ir::Class& node) {
  return !HasMethod(node, "__repr__") &&
         std::ranges::any_of(node.fields, [](const ir::Field& field) {
           return field.is_exported && !field.is_static && !field.name.empty();
         });
}

// Whether the constructor takes every field, and none says otherwise how to copy an object.
bool CopiesFields(const ir::Class& node) {
  if (FindArgument(node.annotations, "init") == nullptr || node.constructors.size() != 1)
    return false;
  const bool takes_all = std::ranges::all_of(node.fields, [](const ir::Field& field) {
    // What it owns by a pointer a copy would take away.
    return field.is_static ||
           (field.is_exported && !field.name.empty() && ir::OwnedBy(field) == nullptr);
  });
  constexpr std::array<std::string_view, 7> kOwn = {
      "__reduce__",     "__reduce_ex__", "__getstate__",     "__setstate__",
      "__getnewargs__", "__copy__",      "__getnewargs_ex__"};
  return takes_all &&
         std::ranges::none_of(kOwn, [&](std::string_view name) { return HasMethod(node, name); });
}

bool IsAttribute(const ir::Class& node, std::string_view name) {
  const bool is_field = std::ranges::any_of(node.fields, [&](const ir::Field& field) {
    return field.is_exported && field.python_name == name;
  });
  return is_field || std::ranges::any_of(node.properties, [&](const ir::Property& property) {
           return property.python_name == name;
         });
}

// --- What they have to look like ---

std::string Count(std::size_t count) {
  if (count == 0) return "no argument";
  return count == 1 ? "one argument" : std::to_string(count) + " arguments";
}

void Report(const Function& function, std::string problem, std::string help, diag::Sink& sink) {
  sink.Report(diag::Code::kBadSpecialMethod, function.location,
              {{"problem", std::move(problem)}, {"help", std::move(help)}});
}

void CheckArguments(const Function& function, const ir::SpecialMethod& method, diag::Sink& sink) {
  const auto& arguments = function.signature.arguments;
  const bool fits = arguments.size() >= method.least && arguments.size() <= method.most &&
                    std::ranges::all_of(arguments, [](const ir::Argument& argument) {
                      return argument.kind == ir::ArgumentKind::kPositionalOnly;
                    });
  if (fits) return;
  Report(function,
         Describe(function) + " cannot be " + std::string(method.name) +
             ": Python calls that with " + Count(method.most),
         "give it another name with `name = ...`, or let it take " + Count(method.most), sink);
}

// What the C function in the slot makes of the result; empty where that is an object.
std::string_view NeededResult(ir::SlotShape shape) {
  switch (shape) {
    case ir::SlotShape::kHash:
    case ir::SlotShape::kLength:
      return "an integer";
    case ir::SlotShape::kTruth:
    case ir::SlotShape::kContains:
      return "a bool";
    default:
      return {};
  }
}

void CheckResult(const Function& function, const ir::SpecialMethod& method, diag::Sink& sink) {
  const std::string needed(NeededResult(method.shape));
  if (needed.empty() || IsNumber(function.result)) return;
  Report(function,
         Describe(function) + " cannot be " + std::string(method.name) + ": it does not return " +
             needed,
         "return " + needed + ", or give it another name with `name = ...`", sink);
}

}  // namespace

void SettleProtocols(ir::Class& node) {
  if (HasMethod(node, "__iter__")) node.range.reset();
  AddContainerMethods(node);
  AddIndex(node);
  node.is_unhashable = HasMethod(node, "__eq__") && !HasMethod(node, "__hash__");
  node.shows_fields = ShowsFields(node);
  node.copies_fields = CopiesFields(node);
  node.has_dict = TruthOf(node.annotations, "dict").value_or(false);
  node.has_weakrefs = TruthOf(node.annotations, "weakref").value_or(false);
}

void SettlePattern(ir::Class& node) {
  if (node.constructors.size() != 1) return;
  std::vector<std::string> names;
  for (const ir::Argument& argument : node.constructors[0].signature.arguments) {
    if (argument.kind > ir::ArgumentKind::kPositionalOrKeyword) break;
    if (!IsAttribute(node, argument.name)) return;
    names.push_back(argument.name);
  }
  node.match_args = std::move(names);
}

void CheckMore(const ir::Class& node, diag::Sink& sink) {
  if (!ir::HasFamily(node)) return;
  for (const std::string_view key : {"dict", "weakref"}) {
    const ir::AnnotationArgument* const argument = FindArgument(node.annotations, key);
    if (argument == nullptr || !TruthOf(node.annotations, key).value_or(false)) continue;
    sink.Report(diag::Code::kNotCovered, argument->location,
                {{"what", "'" + std::string(key) +
                              "' of classes that have bound bases, or are one, "
                              "such as '" +
                              node.qualified_name + "'"},
                 {"help", "remove it: what Python derives from it has both"}});
  }
}

void CheckSpecialMethod(const Function& function, diag::Sink& sink) {
  if (function.role != Role::kSlot) return;
  const ir::SpecialMethod& method = *ir::FindSpecialMethod(function.python_name);
  CheckArguments(function, method, sink);
  CheckResult(function, method, sink);
}

}  // namespace ferrule::check
