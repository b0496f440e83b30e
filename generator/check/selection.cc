#include "generator/check/selection.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "generator/check/annotations.h"
#include "generator/check/bases.h"
#include "generator/check/exceptions.h"
#include "generator/check/factories.h"
#include "generator/check/imports.h"
#include "generator/check/macro_rules.h"
#include "generator/check/operators.h"
#include "generator/check/overrides.h"
#include "generator/check/removal.h"
#include "generator/check/words.h"
#include "generator/ir/macros.h"

namespace ferrule::check {
namespace {

using ir::AnnotationKind;

constexpr std::string_view kInstances = "instances";

bool IsSkipped(const Annotations& annotations) { return Has(annotations, AnnotationKind::kSkip); }

bool ExportsAnnotatedOnly(const ir::Class& node) {
  return FindArgument(node.annotations, "members") != nullptr;
}

// --- Classes and enums ---

// Whether a nested type follows its class into Python.
template <class Node>
bool IsKept(const Node& node, const ir::Module& module, const std::vector<bool>& keeps_class) {
  if (IsSkipped(node.annotations)) return false;
  if (!node.outer) return true;
  const ir::Class& outer = module.classes[node.outer->index];
  return keeps_class[node.outer->index] &&
         (!ExportsAnnotatedOnly(outer) || !node.annotations.empty());
}

void DropTypes(ir::Module& module) {
  std::vector<bool> keeps_class(module.classes.size(), true);
  // A class may stand before the one that it is nested in; each round reaches one level deeper.
  for (bool is_settled = false; !is_settled;) {
    is_settled = true;
    for (std::size_t i = 0; i < module.classes.size(); ++i) {
      if (keeps_class[i] && !IsKept(module.classes[i], module, keeps_class)) {
        keeps_class[i] = false;
        is_settled = false;
      }
    }
  }
  std::vector<bool> keeps_enum;
  for (const ir::Enum& node : module.enums) {
    keeps_enum.push_back(IsKept(node, module, keeps_class));
  }
  std::vector<bool> keeps_exception;
  for (const ir::Exception& node : module.exceptions) {
    keeps_exception.push_back(IsKept(node, module, keeps_class));
  }
  RemoveTypes(module, keeps_class, keeps_enum, keeps_exception);
}

// --- Callables ---

bool IsOperator(const ir::Function& function, std::string_view token) {
  return function.kind == ir::FunctionKind::kOperator && function.name == token;
}

// What is about C++ alone.
bool IsNeverExported(const ir::Function& function) {
  static constexpr std::array<std::string_view, 8> kTokens = {
      "=", "new", "new[]", "delete", "delete[]", "->", "->*", ",",
  };
  for (std::string_view token : kTokens) {
    if (IsOperator(function, token)) return true;
  }
  // The unary one takes an address; the binary one is `&` in Python, too.
  if (IsOperator(function, "&") && function.parameters.empty()) return true;
  return function.is_deleted;
}

bool IsSwap(const ir::Function& function) {
  return function.name == "swap" && function.parameters.size() == 1 &&
         function.parameters[0].type.passing == ir::Passing::kRef;
}

bool HaveOneName(const ir::Function& a, const ir::Function& b) {
  return a.kind == b.kind && a.name == b.name && a.parameters.size() == b.parameters.size();
}

// `void f(T&&)` beside `void f(const T&)`.
bool TakesRvaluesOf(const ir::Function& function, const ir::Function& twin) {
  bool takes_rvalue = false;
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    const ir::PassedType& mine = function.parameters[i].type;
    const ir::PassedType& other = twin.parameters[i].type;
    if (mine == other) continue;
    if (mine.type != other.type || mine.passing != ir::Passing::kRvalueRef ||
        other.passing != ir::Passing::kConstRef) {
      return false;
    }
    takes_rvalue = true;
  }
  return takes_rvalue;
}

// Whether `function` says to C++ what `twin` says as well: Python has no rvalues, and of a const
// pair takes the const one.
bool IsTwinOf(const ir::Function& function, const ir::Function& twin) {
  if (&function == &twin || !HaveOneName(function, twin)) return false;
  if (TakesRvaluesOf(function, twin)) return true;
  if (!ir::HaveOneParameterList(function, twin)) return false;
  if (function.ref_qualifier == ir::RefQualifier::kRvalue) {
    return twin.ref_qualifier != ir::RefQualifier::kRvalue;
  }
  return !function.is_const && twin.is_const && twin.ref_qualifier != ir::RefQualifier::kRvalue;
}

// What is protected serves the classes that Python derives.
void DropInaccessible(ir::Class& node) {
  const bool has_derived = MayBeOverridden(node);
  std::erase_if(node.constructors, [&](const ir::Function& constructor) {
    return !constructor.is_public && !(constructor.is_protected && has_derived);
  });
  std::erase_if(node.methods, [](const ir::Function& method) { return !method.is_public; });
}

// Leaves out what is skipped or not asked for, then what has a twin among the rest. An annotation
// is always heard.
void DropFunctions(std::vector<ir::Function>& functions, bool annotated_only) {
  std::erase_if(functions, [&](const ir::Function& function) {
    if (IsSkipped(function.annotations)) return true;
    if (!function.annotations.empty()) return false;
    return annotated_only || function.is_template || IsNeverExported(function) || IsSwap(function);
  });
  std::vector<bool> is_twin;
  for (const ir::Function& function : functions) {
    is_twin.push_back(function.annotations.empty() &&
                      std::ranges::any_of(functions, [&](const ir::Function& other) {
                        return IsTwinOf(function, other);
                      }));
  }
  std::size_t index = 0;
  std::erase_if(functions, [&](const ir::Function&) { return is_twin[index++]; });
}

// An operator that Python does not have, and that nobody gives another name.
bool HasNoSpecialName(const ir::Function& function) {
  const bool is_operator = function.kind == ir::FunctionKind::kOperator ||
                           function.kind == ir::FunctionKind::kConversion ||
                           function.kind == ir::FunctionKind::kFreeOperator;
  return is_operator && SpecialNameOf(function).empty() &&
         FindArgument(function.annotations, "name") == nullptr;
}

// One whose operands are none of the module's.
bool IsOfNoClass(const ir::Function& function) {
  const bool is_free = function.kind == ir::FunctionKind::kFreeOperator ||
                       function.kind == ir::FunctionKind::kStream;
  return is_free && !IsOfObject(function) && FindArgument(function.annotations, "name") == nullptr;
}

// Why a callable has no Python form; empty where it has one.
std::string ReasonAgainst(const ir::Function& function) {
  if (function.is_deleted) return "it is deleted";
  if (function.is_template) return "it is a template";
  if (IsOfNoClass(function)) return "none of its operands is an object of a bound class";
  if (IsNeverExported(function) || HasNoSpecialName(function)) {
    return "Python has no such operator";
  }
  if (function.is_variadic) return "it takes C's variable arguments";
  if (function.is_volatile) return "it is volatile";
  if (function.ref_qualifier == ir::RefQualifier::kRvalue) return "it consumes its object";
  return {};
}

// What would make a template bindable, where a macro can say it.
std::string HowToBind(const ir::Function& function) {
  const ir::Annotation& annotation = function.annotations.at(0);
  const std::string macro(ir::MacroName(annotation.kind));
  return HasKey(RuleFor(annotation.kind), kInstances)
             ? "list its instances, as in `" + macro + "(instances = (<int>, <double>))`, or " +
                   HowToLeaveOut(function)
             : HowToLeaveOut(function);
}

// `instances` on what is none.
void CheckIsTemplate(const ir::Function& function, diag::Sink& sink) {
  const ir::AnnotationArgument* list = FindArgument(function.annotations, kInstances);
  if (list == nullptr || function.is_instance || function.is_template) return;
  sink.Report(diag::Code::kBadInstance, list->location,
              {{"problem", Describe(function) + " is no template, and has no instances"},
               {"help", "remove `instances`"}});
}

void CheckForm(const ir::Function& function, diag::Sink& sink) {
  CheckIsTemplate(function, sink);
  if (!function.uncovered.empty()) {
    sink.Report(diag::Code::kNotCovered, function.location,
                {{"what", function.uncovered + " such as '" + function.qualified_name + "'"},
                 {"help", ""}});
  }
  const std::string reason = ReasonAgainst(function);
  if (reason.empty()) return;
  sink.Report(diag::Code::kNoPythonForm, function.location,
              {{"what", Describe(function)},
               {"reason", reason},
               {"help", function.is_template ? HowToBind(function) : HowToLeaveOut(function)}});
}

// What was reported has left the model: it would only cause errors that follow from the first.
void CheckForms(std::vector<ir::Function>& functions, diag::Sink& sink) {
  for (const ir::Function& function : functions) CheckForm(function, sink);
  std::erase_if(functions,
                [](const ir::Function& function) { return !ReasonAgainst(function).empty(); });
}

void SelectFields(ir::Class& node) {
  const bool annotated_only = ExportsAnnotatedOnly(node);
  for (ir::Field& field : node.fields) {
    const bool is_padding = field.is_bit_field && field.name.empty();
    field.is_exported = field.is_public && !field.is_left_out && !is_padding &&
                        (!field.is_inherited || field.is_flattened) &&
                        !IsSkipped(field.annotations) &&
                        (!annotated_only || !field.annotations.empty());
  }
}

}  // namespace

void SelectExports(ir::Module& module, diag::Sink& sink) {
  DropTypes(module);
  SettleBases(module, sink);
  AttachOperators(module);
  AttachMethods(module, sink);
  for (ir::Class& node : module.classes) {
    if (IsImported(node)) continue;
    const bool annotated_only = ExportsAnnotatedOnly(node);
    DropInaccessible(node);
    DeriveOperators(node, annotated_only);
    DropFunctions(node.constructors, annotated_only);
    DropFunctions(node.methods, annotated_only);
    TakeFactories(node);
    CheckForms(node.constructors, sink);
    CheckForms(node.methods, sink);
    SelectFields(node);
  }
  for (ir::Enum& node : module.enums) {
    std::erase_if(node.enumerators,
                  [](const ir::Enumerator& e) { return IsSkipped(e.annotations); });
  }
  for (ir::Exception& node : module.exceptions) {
    SelectAttributes(node, sink);
    CheckForms(node.methods, sink);
  }
  DropFunctions(module.functions, false);
  CheckForms(module.functions, sink);
  std::erase_if(module.constants, [](const ir::Constant& c) { return IsSkipped(c.annotations); });
}

}  // namespace ferrule::check
