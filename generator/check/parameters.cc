#include "generator/check/parameters.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "generator/check/annotations.h"
#include "generator/check/words.h"
#include "generator/ir/cpp.h"
#include "generator/ir/type_table.h"

namespace ferrule::check {
namespace {

using ir::Passing;

struct Mistake {
  std::string problem;
  std::string help;
};
using Finding = std::optional<Mistake>;

// The place of the key, for what is wrong with it.
void Report(const Finding& finding, const ir::Parameter& parameter, const char* key,
            diag::Sink& sink) {
  if (!finding) return;
  const ir::AnnotationArgument* written = FindArgument(parameter.annotations, key);
  sink.Report(diag::Code::kBadParameter,
              written == nullptr ? parameter.location : written->location,
              {{"problem", finding->problem}, {"help", finding->help}})
      .notes.push_back({parameter.location, "the parameter is here"});
}

// --- out ---

// Why the glue cannot make an object for C++ to fill; empty where it can.
std::string WhyNotMade(const ir::Type& type, const ir::Module& module) {
  return std::visit(
      ir::Overloaded{
          [&](const ir::ClassRef& ref) -> std::string {
            const ir::Class& node = module.classes[ref.id.index];
            if (!node.traits.is_default_constructible) return "has no default constructor";
            const bool moves =
                node.traits.is_copy_constructible || node.traits.is_move_constructible;
            return moves ? "" : "can be neither copied nor moved";
          },
          [](const ir::Scalar& scalar) -> std::string {
            return ir::RowOf(scalar.kind).uses.is_given ? "" : "is no result of a call";
          },
          [](const ir::Template& instance) -> std::string {
            return ir::RowOf(instance.kind).uses.is_given ? "" : "is no result of a call";
          },
          [](const ir::EnumRef&) -> std::string { return ""; },
          [](const ir::Chrono&) -> std::string { return ""; },
          [](const ir::Callback&) -> std::string { return ""; },
          [](const ir::Unsupported&) -> std::string { return ""; },  // reported with its type
          [](const auto&) -> std::string { return "is no value for C++ to fill in"; },
      },
      type.kind);
}

// One that says whether a call has failed, and has no value beside that: a std::error_code.
bool IsStatus(const ir::Type& type) {
  const auto* outcome = type.As<ir::Outcome>();
  return outcome != nullptr && outcome->value->Is<ir::Void>();
}

Finding JudgeOut(const ir::Function& function, std::size_t index, const ir::Module& module) {
  const ir::Parameter& parameter = function.parameters[index];
  const std::string what = DescribeParameter(function, index);
  const bool is_given_back =
      function.role == ir::Role::kFunction || function.role == ir::Role::kMethod ||
      function.role == ir::Role::kStaticMethod || function.role == ir::Role::kClassMethod ||
      function.role == ir::Role::kCall;
  if (!is_given_back) {
    return Mistake{what + " is marked `out`, and the call has no result to put it into",
                   "mark those of functions and methods alone"};
  }
  if (parameter.type.passing != Passing::kRef && parameter.type.passing != Passing::kPointer) {
    return Mistake{what + " is marked `out`, and its type '" +
                       ir::CppSpelling(parameter.type, module) +
                       "' lets the function change nothing",
                   "take a reference or a pointer that is not const, or remove `out`"};
  }
  if (parameter.use == ir::ParameterUse::kStatus) return std::nullopt;
  if (const std::string reason = WhyNotMade(parameter.type.type, module); !reason.empty()) {
    return Mistake{what + " is marked `out`, and '" + ir::CppSpelling(parameter.type.type, module) +
                       "' " + reason,
                   "return it from a function of your own, or remove `out`"};
  }
  const auto* result = function.result.type.As<ir::ClassRef>();
  if (result != nullptr && function.result.passing == Passing::kValue) {
    const ir::ClassTraits& traits = module.classes[result->id.index].traits;
    if (!traits.is_copy_constructible && !traits.is_move_constructible) {
      return Mistake{what +
                         " is marked `out`, and the result, which can be neither copied nor moved, "
                         "would have to go into one tuple with it",
                     "remove `out`"};
    }
  }
  const bool returns_self = function.result.passing == Passing::kRef;
  if (returns_self) {
    return Mistake{what + " is marked `out`, and the function returns a reference",
                   "return a value, or nothing"};
  }
  return std::nullopt;
}

// --- nullable ---

bool IsPointer(const ir::PassedType& type) {
  return type.passing == Passing::kPointer || type.passing == Passing::kConstPointer;
}

bool IsCString(const ir::PassedType& type) {
  const auto* scalar = type.type.As<ir::Scalar>();
  return scalar != nullptr && scalar->kind == ir::ScalarKind::kCString;
}

// A std::function, or a pointer to a function, is empty for None. A callback with a context is not.
bool IsCallback(const ir::Parameter& parameter) {
  return parameter.type.type.Is<ir::Callback>() &&
         FindArgument(parameter.annotations, "context") == nullptr;
}

Finding JudgeNullable(const ir::Function& function, std::size_t index, const ir::Module& module) {
  const ir::PassedType& type = function.parameters[index].type;
  if (IsPointer(type) || IsCString(type) || IsCallback(function.parameters[index]))
    return std::nullopt;
  return Mistake{DescribeParameter(function, index) + " is marked `nullable`, and its type '" +
                     ir::CppSpelling(type, module) + "' is no pointer",
                 "take a std::optional, or remove `nullable`"};
}

// A null pointer for a default is as good as the word.
bool HasNullDefault(const ir::Parameter& parameter) {
  return parameter.default_argument && parameter.default_argument->value &&
         std::holds_alternative<ir::NoneConstant>(*parameter.default_argument->value);
}

// --- noconvert ---

Finding JudgeExact(const ir::Function& function, std::size_t index, const ir::Module& module) {
  const ir::Type& type = function.parameters[index].type.type;
  const bool is_converted = !type.Is<ir::Token>() && !type.Is<ir::Args>() &&
                            !type.Is<ir::Kwargs>() &&
                            function.parameters[index].use == ir::ParameterUse::kArgument;
  if (is_converted) return std::nullopt;
  return Mistake{DescribeParameter(function, index) +
                     " is marked `noconvert`, and no argument of '" +
                     ir::CppSpelling(type, module) + "' is ever converted",
                 "remove `noconvert`"};
}

// --- The class of a class method ---

bool IsClassHandle(const ir::PassedType& type) {
  const auto* handle = type.type.As<ir::Handle>();
  if (handle == nullptr || type.passing != Passing::kValue) return false;
  const auto* object = std::get_if<ir::ObjectKind>(&handle->object);
  return object != nullptr && *object == ir::ObjectKind::kType &&
         (handle->kind == ir::HandleKind::kBound || handle->kind == ir::HandleKind::kBorrowed);
}

void TakeClass(ir::Function& function, diag::Sink& sink) {
  const auto first = std::ranges::find_if_not(
      function.parameters, [](const ir::Parameter& p) { return p.type.type.Is<ir::Token>(); });
  if (first != function.parameters.end() && IsClassHandle(first->type)) {
    first->use = ir::ParameterUse::kClass;
    return;
  }
  sink.Report(
      diag::Code::kBadParameter,
      first == function.parameters.end() ? function.location : first->location,
      {{"problem", "class method '" + function.qualified_name + "' does not take its class"},
       {"help",
        "start its parameters with `ferrule::Bound<ferrule::Type> cls`, or write "
        "FERRULE_STATIC()"}});
}

}  // namespace

void SettleParameters(ir::Function& function, const ir::Module& module, diag::Sink& sink) {
  if (function.role == ir::Role::kClassMethod) TakeClass(function, sink);
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    ir::Parameter& parameter = function.parameters[i];
    if (TruthOf(parameter.annotations, "out").value_or(false)) {
      parameter.use =
          IsStatus(parameter.type.type) ? ir::ParameterUse::kStatus : ir::ParameterUse::kOut;
      Report(JudgeOut(function, i, module), parameter, "out", sink);
    }
    if (TruthOf(parameter.annotations, "nullable").value_or(false)) {
      parameter.is_nullable = true;
      Report(JudgeNullable(function, i, module), parameter, "nullable", sink);
    }
    parameter.is_nullable = (IsCString(parameter.type) || IsCallback(parameter)) &&
                            (parameter.is_nullable || HasNullDefault(parameter));
    if (TruthOf(parameter.annotations, "noconvert").value_or(false)) {
      parameter.is_exact = true;
      Report(JudgeExact(function, i, module), parameter, "noconvert", sink);
    }
  }
}

}  // namespace ferrule::check
