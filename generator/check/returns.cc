#include "generator/check/returns.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "generator/check/annotations.h"
#include "generator/check/words.h"
#include "generator/ir/cpp.h"
#include "generator/ir/macros.h"
#include "generator/ir/protocols.h"
#include "generator/ir/type_table.h"

namespace ferrule::check {
namespace {

using ir::Passing;
using ir::Returns;

std::optional<Returns> Named(const ir::AnnotationArgument* argument) {
  if (argument == nullptr || !argument->value) return std::nullopt;
  if (*argument->value == "copy") return Returns::kCopy;
  if (*argument->value == "reference") return Returns::kReference;
  if (*argument->value == "owned") return Returns::kOwned;
  if (*argument->value == "view") return Returns::kView;
  return std::nullopt;  // reported with its key
}

bool IsPointer(Passing passing) {
  return passing == Passing::kPointer || passing == Passing::kConstPointer;
}

// What nothing but a word can decide.
bool IsUnclear(const ir::PassedType& type) {
  return IsPointer(type.passing) || type.passing == Passing::kRef;
}

bool HasSelf(const ir::Function& function) {
  return function.role == ir::Role::kMethod || function.role == ir::Role::kGetter ||
         function.role == ir::Role::kCall || function.role == ir::Role::kSlot;
}

// A special method whose result is what C++ returns: `operator[]`. Others have results of
// CPython's.
bool IsSubscript(const ir::Function& function) {
  const ir::SpecialMethod* const method = ir::FindSpecialMethod(function.python_name);
  return method != nullptr && method->shape == ir::SlotShape::kSubscript;
}

bool HasResult(const ir::Function& function) {
  if (function.role == ir::Role::kSlot) return IsSubscript(function);
  return HasSelf(function) || function.role == ir::Role::kFunction ||
         function.role == ir::Role::kStaticMethod || function.role == ir::Role::kClassMethod;
}

// What `keep_alive` says keeps the argument.
ir::Keeper WrittenKeeper(const ir::Parameter& parameter) {
  const ir::AnnotationArgument* const written = FindArgument(parameter.annotations, "keep_alive");
  if (written == nullptr) return ir::Keeper::kNone;
  return written->value == "self" ? ir::Keeper::kSelf : ir::Keeper::kResult;
}

bool IsKeptByResult(const ir::Parameter& parameter) {
  return parameter.is_lifetime_bound || WrittenKeeper(parameter) == ir::Keeper::kResult;
}

// What a constructor makes is its result to clang.
bool IsKeptBySelf(const ir::Function& function, const ir::Parameter& parameter) {
  return WrittenKeeper(parameter) == ir::Keeper::kSelf ||
         (function.role == ir::Role::kConstructor && parameter.is_lifetime_bound);
}

// Whether the Python object that is given for the parameter has what C++ sees of it: what is
// converted is gone after the call.
bool OutlivesCall(const ir::Parameter& parameter) {
  const ir::Type& type = parameter.type.type;
  if (type.Is<ir::ClassRef>()) {
    return parameter.type.passing != Passing::kValue &&
           parameter.type.passing != Passing::kRvalueRef;
  }
  if (const auto* scalar = type.As<ir::Scalar>()) {
    return scalar->kind == ir::ScalarKind::kStringView || scalar->kind == ir::ScalarKind::kCString;
  }
  const auto* instance = type.As<ir::Template>();
  return type.Is<ir::Handle>() ||
         (instance != nullptr && instance->kind == ir::TemplateKind::kSharedPointer);
}

class ReturnsRule {
 public:
  // `self` is the class that the function is a member of.
  ReturnsRule(ir::Function& function, std::optional<ir::ClassId> self,
              std::optional<Returns> by_default, const ir::Module& module, diag::Sink& sink)
      : function_(function), self_(self), by_default_(by_default), module_(module), sink_(sink) {}

  void Settle() {
    SettleKeptBySelf();
    if (!HasResult(function_)) return CheckNobodyIsKept();
    const ir::AnnotationArgument* const written = FindArgument(function_.annotations, "returns");
    function_.returns = Named(written).value_or(Unwritten());
    if (written != nullptr) {
      if (const std::string reason = ReasonAgainst(function_.returns); !reason.empty()) {
        ReportBad(*written, ir::MacroName(function_.annotations.front().kind), reason);
        function_.returns = Returns::kCopy;
        return;
      }
    }
    if (function_.returns == Returns::kReference || function_.returns == Returns::kView)
      return FindKeepers();
    if (function_.makes_views) return FindKeptByViews();
    CheckWhatValuesReferTo();
    CheckNobodyIsKept();
  }

 private:
  bool IsObject() const { return function_.result.type.Is<ir::ClassRef>(); }

  bool IsContainer() const { return !ir::ViewPattern(function_.result.type, false).empty(); }

  // What attributes and the module say.
  Returns Unwritten() const {
    if (!(IsObject() || IsContainer()) || !IsUnclear(function_.result)) return Returns::kByType;
    const bool is_kept = (HasSelf(function_) && function_.is_lifetime_bound) ||
                         std::ranges::any_of(function_.parameters, IsKeptByResult);
    const Returns lasting = IsObject() ? Returns::kReference : Returns::kView;
    if (is_kept && ReasonAgainst(lasting).empty()) return lasting;
    if (function_.role == ir::Role::kSlot) return Returns::kByType;  // of an element, a copy
    // A reference to its own class is `*this` where nothing else is said of the function itself.
    const auto* const object = function_.result.type.As<ir::ClassRef>();
    const bool is_this = HasSelf(function_) && function_.result.passing == Passing::kRef &&
                         object != nullptr && self_ == object->id;
    if (is_this) return Returns::kByType;
    const bool needs_self = by_default_ == Returns::kReference || by_default_ == Returns::kView;
    if (by_default_ && ReasonAgainst(*by_default_).empty() && (!needs_self || HasSelf(function_))) {
      return *by_default_;
    }
    return Returns::kByType;
  }

  // Why the result cannot be what a word says; empty if it can.
  std::string ReasonAgainst(Returns returns) const {
    if (function_.result.passing == Passing::kValue) return "a value is Python's own in any case";
    if (!ir::OutParameters(function_).empty()) return "it is returned beside `out` parameters";
    switch (returns) {
      case Returns::kByType:
      case Returns::kCopy:
        return function_.result.passing == Passing::kRvalueRef ? "it refers to what goes" : "";
      case Returns::kReference:
        if (IsContainer()) return "of a container write `returns = view`";
        if (!IsObject()) return "only objects of bound classes can be referred to";
        return function_.result.passing == Passing::kRvalueRef ? "it refers to what goes" : "";
      case Returns::kOwned:
        if (!IsObject()) return "only objects of bound classes can be owned";
        return IsPointer(function_.result.passing) ? ""
                                                   : "what is owned is handed over by a pointer";
      case Returns::kView:
        if (!IsContainer())
          return "only a std::vector, std::deque, std::array, map or set has views";
        return function_.result.passing == Passing::kRvalueRef ? "it refers to what goes" : "";
    }
    return "";
  }

  void FindKeepers() {
    const bool names_others = std::ranges::any_of(function_.parameters, IsKeptByResult);
    function_.is_kept_by_self =
        HasSelf(function_) && (function_.is_lifetime_bound || !names_others);
    for (std::size_t i = 0; i < function_.parameters.size(); ++i) {
      if (IsKeptByResult(function_.parameters[i])) SettleKept(i, ir::Keeper::kResult);
    }
    if (function_.is_kept_by_self || names_others) return;
    sink_.Report(diag::Code::kUnclearOwnership, function_.location,
                 {{"subject", DescribeResult(function_)},
                  {"type", ir::CppSpelling(function_.result, module_)},
                  {"help",
                   "write FERRULE_ARG(keep_alive = result) before the parameter that has what it "
                   "refers to, or [[clang::lifetimebound]] behind it"}});
  }

  // Results that point into the object that the function is called on keep that in any case.
  void FindKeptByViews() {
    for (std::size_t i = 0; i < function_.parameters.size(); ++i) {
      if (IsKeptByResult(function_.parameters[i])) SettleKept(i, ir::Keeper::kResult);
    }
  }

  // An attribute tells that an object which is returned by value points into something.
  void CheckWhatValuesReferTo() {
    const auto* const object = function_.result.type.As<ir::ClassRef>();
    const bool refers =
        function_.is_lifetime_bound ||
        std::ranges::any_of(function_.parameters, &ir::Parameter::is_lifetime_bound);
    if (object == nullptr || function_.result.passing != Passing::kValue || !refers) return;
    sink_.Report(diag::Code::kUnclearOwnership, function_.location,
                 {{"subject", DescribeResult(function_)},
                  {"type", ir::CppSpelling(function_.result, module_)},
                  {"help", "write FERRULE_CLASS(view) at '" +
                               module_.classes[object->id.index].qualified_name +
                               "': its instances then keep what its objects point into"}});
  }

  // `keep_alive = self` needs an object that stays.
  void SettleKeptBySelf() {
    const bool has_object = HasSelf(function_) || function_.role == ir::Role::kConstructor ||
                            function_.role == ir::Role::kSetter;
    for (std::size_t i = 0; i < function_.parameters.size(); ++i) {
      const ir::Parameter& parameter = function_.parameters[i];
      if (!IsKeptBySelf(function_, parameter)) continue;
      if (has_object) {
        SettleKept(i, ir::Keeper::kSelf);
      } else if (const auto* written = FindArgument(parameter.annotations, "keep_alive")) {
        ReportBad(*written, ir::MacroName(ir::AnnotationKind::kArg),
                  "there is no object that the function is called on");
      }
    }
  }

  void SettleKept(std::size_t index, ir::Keeper keeper) {
    ir::Parameter& parameter = function_.parameters[index];
    parameter.keeper = keeper;
    // What would be made of something else is gone after the call.
    parameter.is_exact = !parameter.type.type.Is<ir::Handle>();
    std::string problem;
    if (!OutlivesCall(parameter)) {
      problem = "has type '" + ir::CppSpelling(parameter.type, module_) +
                "', of which nothing is left after the call";
    } else if (parameter.default_argument) {
      problem = "has a default, which nobody keeps";
    }
    if (problem.empty()) return;
    parameter.keeper = ir::Keeper::kNone;
    sink_.Report(
        diag::Code::kBadParameter, parameter.location,
        {{"problem", DescribeParameter(function_, index) +
                         (keeper == ir::Keeper::kSelf ? " is to be kept by its object, and "
                                                      : " is to be kept by the result, and ") +
                         problem},
         {"help", keeper == ir::Keeper::kSelf
                      ? "take a reference to an object of a bound class, or copy it"
                      : "take a reference to an object of a bound class, or return a "
                        "value"}});
  }

  // A keep_alive that keeps nothing would only seem to.
  void CheckNobodyIsKept() {
    for (const ir::Parameter& parameter : function_.parameters) {
      const ir::AnnotationArgument* const written =
          FindArgument(parameter.annotations, "keep_alive");
      if (written == nullptr || written->value != "result") continue;
      ReportBad(*written, ir::MacroName(ir::AnnotationKind::kArg), WhyNothingIsKept());
    }
  }

  std::string WhyNothingIsKept() const {
    const std::string reason = "the result refers to nothing: it is a copy, or nothing";
    const auto* const object = function_.result.type.As<ir::ClassRef>();
    if (object == nullptr || function_.result.passing != Passing::kValue) return reason;
    return reason + "; if it points into others, write FERRULE_CLASS(view) at '" +
           module_.classes[object->id.index].qualified_name + "'";
  }

  void ReportBad(const ir::AnnotationArgument& written, std::string_view macro,
                 const std::string& reason) {
    sink_.Report(diag::Code::kBadValue, written.value_location,
                 {{"value", written.value.value_or("")},
                  {"key", written.key},
                  {"macro", std::string(macro)},
                  {"help", "remove it: " + reason}});
  }

  ir::Function& function_;
  std::optional<ir::ClassId> self_;
  std::optional<Returns> by_default_;
  const ir::Module& module_;
  diag::Sink& sink_;
};

std::optional<Returns> DefaultOf(const ir::Module& module) {
  for (const ir::Annotation& settings : module.settings) {
    for (const ir::AnnotationArgument& argument : settings.arguments) {
      if (argument.key == "returns") return Named(&argument);
    }
  }
  return std::nullopt;
}

}  // namespace

void SettleReturns(ir::Module& module, diag::Sink& sink) {
  const std::optional<Returns> by_default = DefaultOf(module);
  const auto settle = [&](std::vector<ir::Function>& functions, std::optional<ir::ClassId> self) {
    for (ir::Function& function : functions)
      ReturnsRule(function, self, by_default, module, sink).Settle();
  };
  for (std::size_t i = 0; i < module.classes.size(); ++i) {
    settle(module.classes[i].constructors, ir::ClassId{i});
    settle(module.classes[i].methods, ir::ClassId{i});
  }
  settle(module.functions, std::nullopt);
}

}  // namespace ferrule::check
