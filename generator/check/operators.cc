#include "generator/check/operators.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "generator/check/annotations.h"
#include "generator/check/imports.h"
#include "generator/check/words.h"
#include "generator/ir/protocols.h"
#include "generator/ir/type_table.h"

namespace ferrule::check {
namespace {

using ir::Function;
using ir::FunctionKind;
using ir::Passing;

bool IsSkipped(const Function& function) {
  return Has(function.annotations, ir::AnnotationKind::kSkip);
}

bool IsOperator(const Function& function) {
  return function.kind == FunctionKind::kOperator || function.kind == FunctionKind::kFreeOperator;
}

std::optional<ir::Family> FamilyOf(const ir::Type& type) {
  const auto* const scalar = type.As<ir::Scalar>();
  return scalar == nullptr ? std::nullopt : std::optional(ir::RowOf(scalar->kind).family);
}

bool IsInteger(const ir::Type& type) { return FamilyOf(type) == ir::Family::kInteger; }

bool IsObjectParameter(const ir::Parameter& parameter) {
  return parameter.use == ir::ParameterUse::kObject;
}

// --- Operators that are no members ---

// Which operand is an object of a bound class, the first of them.
std::optional<std::size_t> FindObject(const Function& function) {
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    const ir::PassedType& type = function.parameters[i].type;
    const bool is_pointer =
        type.passing == Passing::kPointer || type.passing == Passing::kConstPointer;
    if (type.type.Is<ir::ClassRef>() && !is_pointer) return i;
  }
  return std::nullopt;
}

// Whether the operand on the other side of the object can come from Python.
bool HasStranger(const Function& function, std::size_t object) {
  return object == 1 && function.parameters[0].type.type.Is<ir::Unsupported>();
}

// Makes the parameter the object that the function is a method of. Returns its class.
ir::ClassId MakeObject(std::size_t index, Function& function) {
  ir::Parameter& parameter = function.parameters[index];
  parameter.use = ir::ParameterUse::kObject;
  function.is_const =
      parameter.type.passing == Passing::kValue || parameter.type.passing == Passing::kConstRef;
  return parameter.type.type.As<ir::ClassRef>()->id;
}

// --- Functions that are methods ---

bool IsToBeMethod(const Function& function) {
  constexpr std::array<ir::AnnotationKind, 3> kKinds = {
      ir::AnnotationKind::kMethod, ir::AnnotationKind::kGetter, ir::AnnotationKind::kSetter};
  return function.kind == FunctionKind::kFree &&
         std::ranges::any_of(
             kKinds, [&](ir::AnnotationKind kind) { return Has(function.annotations, kind); });
}

void ReportNoObject(const Function& function, const std::string& object, diag::Sink& sink) {
  sink.Report(
      diag::Code::kBadParameter, function.location,
      {{"problem", Describe(function) + " is to be a method, and its first parameter is no " +
                       "reference to an object of " + object},
       {"help", "let it take the object first, as in `int size(const Box& self)`"}});
}

// Those that a class has of the one that stands for it.
void AttachAdded(ir::ClassId id, ir::Module& module, diag::Sink& sink) {
  ir::Class& node = module.classes[id.index];
  std::erase_if(node.methods, [&](Function& function) {
    if (!function.is_added || function.kind != FunctionKind::kFree || IsSkipped(function))
      return false;
    const bool has_object = FindObject(function) == std::size_t{0} &&
                            function.parameters[0].type.type.As<ir::ClassRef>()->id == id;
    if (has_object) {
      MakeObject(0, function);
    } else {
      ReportNoObject(function, "'" + node.qualified_name + "'", sink);
    }
    return !has_object;
  });
}

// --- What follows ---

bool Declares(const ir::Class& node, std::string_view token) {
  return std::ranges::any_of(node.methods, [&](const Function& method) {
    return IsOperator(method) && method.name == token;
  });
}

// `a < b` and its like where there is `<=>`, and `a == b` where that is defaulted.
void DeriveComparisons(ir::Class& node) {
  constexpr std::array<std::string_view, 4> kOrdered = {"<", "<=", ">", ">="};
  std::vector<Function> derived;
  for (const Function& method : node.methods) {
    if (!IsOperator(method) || method.name != "<=>") continue;
    if (IsSkipped(method) || method.is_deleted) continue;
    std::vector<std::string_view> tokens(kOrdered.begin(), kOrdered.end());
    if (method.is_defaulted) tokens.push_back("==");
    for (const std::string_view token : tokens) {
      if (Declares(node, token)) continue;
      Function comparison = method;
      comparison.name = token;
      comparison.result = {{ir::Scalar{ir::ScalarKind::kBool}}};
      comparison.is_derived = true;
      derived.push_back(std::move(comparison));
    }
  }
  std::erase_if(node.methods, [](const Function& method) {
    return IsOperator(method) && method.name == "<=>" && !IsSkipped(method) && !method.is_deleted;
  });
  std::ranges::move(derived, std::back_inserter(node.methods));
}

bool IsSubscript(const Function& method) {
  return method.kind == FunctionKind::kOperator && method.name == "[]" &&
         method.parameters.size() == 1 && !IsSkipped(method) &&
         FindArgument(method.annotations, "name") == nullptr;
}

bool HasSize(const ir::Class& node) {
  return std::ranges::any_of(node.methods, [](const Function& method) {
    return method.kind == FunctionKind::kMethod && method.name == "size" && method.is_const &&
           method.is_public && method.parameters.empty() && IsInteger(method.result.type);
  });
}

// Whether what is of the type can be assigned to. That one of the class can is for the compiler.
bool IsAssignable(const ir::Type& type) {
  return !type.Is<ir::Unsupported>() && !type.Is<ir::Void>();
}

// A class that has a size() and is indexed by integers of one type is a sequence: its indexes are
// checked, and count from the end where they are negative.
void MarkIndexes(ir::Class& node) {
  if (!HasSize(node)) return;
  const ir::Type* key = nullptr;
  for (const Function& method : node.methods) {
    if (!IsSubscript(method) || !IsInteger(method.parameters[0].type.type)) continue;
    if (key != nullptr && *key != method.parameters[0].type.type) return;
    key = &method.parameters[0].type.type;
  }
  for (Function& method : node.methods) {
    if (IsSubscript(method) && IsInteger(method.parameters[0].type.type)) method.by_index = true;
  }
}

// `object[key] = value` where `operator[]` gives a reference that is not const.
void DeriveAssignments(ir::Class& node) {
  std::vector<Function> derived;
  for (const Function& method : node.methods) {
    const bool gives_place = method.result.passing == Passing::kRef && method.is_public &&
                             !method.is_const && IsAssignable(method.result.type);
    if (!IsSubscript(method) || !gives_place) continue;
    Function assignment = method;
    assignment.name = "[]=";
    assignment.is_derived = true;
    assignment.parameters.push_back(
        {"value", {method.result.type, Passing::kConstRef}, {}, {}, method.location});
    derived.push_back(std::move(assignment));
  }
  std::ranges::move(derived, std::back_inserter(node.methods));
}

void DeriveHash(ir::Class& node) {
  if (!node.has_std_hash) return;
  Function hash;
  hash.kind = FunctionKind::kHash;
  hash.name = "hash";
  hash.qualified_name = "std::hash<" + node.qualified_name + ">";
  hash.result = {{ir::Scalar{ir::ScalarKind::kUnsignedLong}}};
  hash.is_const = true;
  hash.location = node.location;
  node.methods.push_back(std::move(hash));
}

// The methods that give iterators, which mean nothing to Python.
void TakeRange(ir::Class& node, bool annotated_only) {
  constexpr std::array<std::string_view, 8> kNames = {"begin",  "end",  "cbegin",  "cend",
                                                      "rbegin", "rend", "crbegin", "crend"};
  if (!node.range) return;
  const auto says_iter = [](const Function& method) {
    const ir::AnnotationArgument* name = FindArgument(method.annotations, "name");
    return name != nullptr && name->value && name->value->find("__iter__") != std::string::npos;
  };
  bool is_asked_for = !annotated_only;
  for (const Function& method : node.methods) {
    if (method.name != "begin" || !method.parameters.empty()) continue;
    if (says_iter(method)) is_asked_for = true;
    // Under another name it is a method.
    if (!method.annotations.empty() && !says_iter(method)) return node.range.reset();
  }
  if (!is_asked_for) return node.range.reset();
  std::erase_if(node.methods, [&](const Function& method) {
    const bool is_iterator = method.kind == FunctionKind::kMethod && method.parameters.empty() &&
                             std::ranges::find(kNames, method.name) != kNames.end();
    return is_iterator && (method.annotations.empty() || says_iter(method));
  });
}

// --- Names ---

std::string_view NameOfConversion(const ir::Type& type) {
  switch (FamilyOf(type).value_or(ir::Family::kNone)) {
    case ir::Family::kTruth:
      return "__bool__";
    case ir::Family::kInteger:
      return "__int__";
    case ir::Family::kFloat:
      return "__float__";
    case ir::Family::kComplex:
      return "__complex__";
    case ir::Family::kText:
      return "__str__";
    case ir::Family::kPath:
      return "__fspath__";
    default:
      return {};
  }
}

// `b + a`, asked of the object `a`.
bool IsReflected(const Function& function) {
  return function.kind == FunctionKind::kFreeOperator && function.parameters.size() == 2 &&
         IsObjectParameter(function.parameters[1]);
}

}  // namespace

void AttachOperators(ir::Module& module) {
  std::vector<Function> others;
  for (Function& function : module.functions) {
    const bool is_operator =
        function.kind == FunctionKind::kFreeOperator || function.kind == FunctionKind::kStream;
    const std::optional<std::size_t> object = FindObject(function);
    if (!is_operator) {
      others.push_back(std::move(function));
    } else if (object && (!function.annotations.empty() || !HasStranger(function, *object))) {
      const ir::ClassId owner = MakeObject(*object, function);
      if (IsImported(module.classes[owner.index])) continue;  // it is what its home says
      module.classes[owner.index].methods.push_back(std::move(function));
    } else if (!object && !function.annotations.empty()) {
      others.push_back(std::move(function));
    }
  }
  module.functions = std::move(others);
}

void AttachMethods(ir::Module& module, diag::Sink& sink) {
  for (std::size_t i = 0; i < module.classes.size(); ++i) AttachAdded({i}, module, sink);
  std::vector<Function> others;
  for (Function& function : module.functions) {
    if (!IsToBeMethod(function)) {
      others.push_back(std::move(function));
    } else if (FindObject(function) != std::size_t{0}) {
      ReportNoObject(function, "a bound class", sink);
    } else {
      const ir::ClassId owner = MakeObject(0, function);
      module.classes[owner.index].methods.push_back(std::move(function));
    }
  }
  module.functions = std::move(others);
}

bool IsOfObject(const Function& function) {
  return function.kind == FunctionKind::kHash ||
         std::ranges::any_of(function.parameters, IsObjectParameter);
}

void DeriveOperators(ir::Class& node, bool annotated_only) {
  TakeRange(node, annotated_only);
  DeriveComparisons(node);
  MarkIndexes(node);
  DeriveAssignments(node);
  if (!annotated_only) DeriveHash(node);
}

std::string_view SpecialNameOf(const Function& function) {
  switch (function.kind) {
    case FunctionKind::kConversion:
      return NameOfConversion(function.result.type);
    case FunctionKind::kStream:
      return "__str__";
    case FunctionKind::kHash:
      return "__hash__";
    case FunctionKind::kOperator:
    case FunctionKind::kFreeOperator:
      break;
    case FunctionKind::kFree:
    case FunctionKind::kMethod:
    case FunctionKind::kStaticMethod:
    case FunctionKind::kConstructor:
      return {};
  }
  if (function.kind == FunctionKind::kOperator && function.name == "()") return "__call__";
  const std::size_t operands =
      function.parameters.size() + (function.kind == FunctionKind::kOperator ? 1 : 0);
  const ir::SpecialMethod* const method = ir::SpecialMethodFor(function.name, operands);
  if (method == nullptr) return {};
  return IsReflected(function) ? method->reflected : method->name;
}

}  // namespace ferrule::check
