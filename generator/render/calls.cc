#include "generator/render/calls.h"

#include <algorithm>
#include <cstddef>

#include "generator/ir/cpp.h"
#include "generator/ir/implicit.h"
#include "generator/ir/protocols.h"
#include "generator/ir/type_table.h"
#include "generator/ir/view_classes.h"
#include "generator/render/binding.h"
#include "generator/render/contexts.h"
#include "generator/render/declaration.h"
#include "generator/render/entry.h"
#include "generator/render/overrides.h"
#include "generator/render/spell.h"

namespace ferrule::render {
namespace {

using ir::Argument;
using ir::Function;
using ir::Module;
using ir::Role;

// A method that returns its own object.
bool ReturnsSelf(const Function& function) {
  return function.result.passing == ir::Passing::kRef && function.result.type.Is<ir::ClassRef>() &&
         function.returns == ir::Returns::kByType;
}

bool ReturnsPointer(const Function& function) {
  return function.result.passing == ir::Passing::kPointer ||
         function.result.passing == ir::Passing::kConstPointer;
}

// The argument, as what keeps what C++ sees of it.
std::string KeptArgument(const ir::Parameter& parameter, const std::string& local,
                         const CallableView& view) {
  const auto argument = std::ranges::find(view.arguments, local, &ArgumentView::local);
  const bool is_object = parameter.type.type.Is<ir::ClassRef>();
  return "glue::KeptBy(" + argument->source + (is_object ? ", " + argument->local : "") + ")";
}

// What keeps the object that the result refers to.
std::string Keepers(const Function& function, const CallableView& view,
                    const std::vector<std::string>& locals) {
  std::string keepers = function.is_kept_by_self ? ", glue::KeptBy(self, target)" : "";
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    if (function.parameters[i].keeper != ir::Keeper::kResult) continue;
    keepers += ", " + KeptArgument(function.parameters[i], locals[i], view);
  }
  return keepers;
}

// A result of which a word says what becomes of it; empty for any other.
std::string Returned(const Function& function, const std::string& call, const CallableView& view,
                     const std::vector<std::string>& locals) {
  switch (function.returns) {
    case ir::Returns::kByType:
      return "";
    case ir::Returns::kCopy:
      return ReturnsPointer(function) ? "glue::ReturnCopy(" + call + ")" : "";
    case ir::Returns::kOwned:
      return "glue::ReturnOwned(" + call + ")";
    case ir::Returns::kReference:
    case ir::Returns::kView:
      break;
  }
  const std::string result = ReturnsPointer(function) ? call : "std::addressof(" + call + ")";
  const bool is_view = function.returns == ir::Returns::kView;
  return (is_view ? "glue::ReturnView(" : "glue::ReturnReference(") + result +
         Keepers(function, view, locals) + ")";
}

// The class that a class method was called on.
std::string ClassExpression(const ir::Type& type, const Module& module) {
  const bool owns = type.As<ir::Handle>()->kind == ir::HandleKind::kBound;
  return ir::CppSpelling(type, module) + (owns ? "::from_borrowed_ptr" : "::from_ptr") +
         "(ferrule::Python::assume_attached(), self)";
}

// The rest of a call in a container of its own.
std::string RestExpression(const ir::PassedType& type, const std::string& local,
                           const Module& module) {
  const std::string items = local + ".items()";
  if (type.type.As<ir::Template>()->kind == ir::TemplateKind::kSpan) {
    return ir::CppSpelling(type.type, module) + "(" + items + ")";
  }
  return type.passing == ir::Passing::kConstRef ? items : "std::move(" + items + ")";
}

bool IsRest(const Function& function, std::size_t index) {
  return std::any_of(function.signature.arguments.begin(), function.signature.arguments.end(),
                     [index](const Argument& a) {
                       return a.parameter == index && (a.kind == ir::ArgumentKind::kVarPositional ||
                                                       a.kind == ir::ArgumentKind::kVarKeyword);
                     });
}

// What stands for the parameter in the call.
std::string ArgumentExpression(const Function& function, std::size_t index,
                               const std::string& local, const CallableView& view,
                               const Module& module) {
  const ir::PassedType& type = function.parameters[index].type;
  switch (function.parameters[index].use) {
    case ir::ParameterUse::kClass:
      return ClassExpression(type.type, module);
    case ir::ParameterUse::kOut:
    case ir::ParameterUse::kStatus:
      return type.passing == ir::Passing::kPointer ? "std::addressof(" + local + ")" : local;
    case ir::ParameterUse::kObject:
      return "*target";
    case ir::ParameterUse::kContext:  // ContextExpression has it
    case ir::ParameterUse::kArgument:
      break;
  }
  if (type.type.Is<ir::Template>() && IsRest(function, index)) {
    return RestExpression(type, local, module);
  }
  const std::string nargsf = view.is_vectorcall ? "nargsf" : "static_cast<std::size_t>(nargs)";
  const std::string nargs = view.is_vectorcall ? "PyVectorcall_NARGS(nargsf)" : "nargs";
  if (type.type.Is<ir::Token>()) return "ferrule::Python::assume_attached()";
  if (type.type.Is<ir::Args>()) {
    return view.binds_rest
               ? "ferrule::Args(rest.positional, static_cast<std::size_t>(rest.positional_count))"
               : "ferrule::Args(values, " + nargsf + ")";
  }
  if (type.type.Is<ir::Kwargs>()) {
    return view.binds_rest ? "ferrule::Kwargs(rest.keyword_values, rest.keyword_names)"
                           : "ferrule::Kwargs(values + " + nargs + ", kwnames)";
  }
  return UnwrapExpression(type, local, module);
}

// What stands for a parameter whose default the glue makes where it is skipped. Both ways have the
// type of the parameter, so that neither makes a copy; a temporary lives until the call returns.
std::string SuppliedExpression(const ir::PassedType& type, const ArgumentView& argument,
                               const CallableView& view, const Module& module) {
  const std::string cast = "static_cast<" + ir::CppSpelling(type, module) + ">(";
  return "(" + argument.given + " ? " + cast + UnwrapExpression(type, argument.local, module) +
         ") : " + cast + DefaultFunction(view, argument.local) + "()))";
}

// On one line, or else one argument a line.
std::string JoinArguments(const std::vector<std::string>& arguments) {
  constexpr std::size_t kLongest = 60;
  std::string on_one_line;
  std::string on_several;
  for (const std::string& argument : arguments) {
    on_one_line += (on_one_line.empty() ? "" : ", ") + argument;
    on_several += (on_several.empty() ? "\n      " : ",\n      ") + argument;
  }
  return on_one_line.size() <= kLongest || arguments.size() == 1 ? on_one_line : on_several;
}

// The C++ arguments of a call that gives the first `count` parameters.
std::string ArgumentList(const Function& function, std::size_t count, const CallableView& view,
                         const std::vector<std::string>& locals, const Module& module) {
  std::vector<std::string> arguments;
  for (std::size_t i = 0; i < count; ++i) {
    const ir::PassedType& type = function.parameters[i].type;
    const auto supplied =
        std::find_if(view.arguments.begin(), view.arguments.end(),
                     [&](const ArgumentView& a) { return a.is_supplied && a.local == locals[i]; });
    if (const std::string context = ContextExpression(function, i, locals); !context.empty()) {
      arguments.push_back(context);
    } else {
      arguments.push_back(supplied == view.arguments.end()
                              ? ArgumentExpression(function, i, locals[i], view, module)
                              : SuppliedExpression(type, *supplied, view, module));
    }
  }
  return JoinArguments(arguments);
}

bool IsOperator(const Function& function) {
  return function.kind == ir::FunctionKind::kFreeOperator ||
         (function.kind == ir::FunctionKind::kOperator && function.name != "()");
}

std::string ConversionType(const Function& function, const Module& module) {
  return ir::CppSpelling(function.result, module);
}

// What stands for the index of a sequence.
std::string IndexExpression(const Function& function, const Module& module) {
  return "static_cast<" + ir::CppSpelling(function.parameters[0].type.type, module) + ">(at)";
}

// `*target + other`, with the operands as they stand in C++.
std::string OperatorExpression(const Function& function, const CallableView& view,
                               const std::vector<std::string>& locals, const Module& module) {
  std::vector<std::string> operands;
  if (function.kind == ir::FunctionKind::kOperator) operands.push_back("*target");
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    operands.push_back(i == 0 && function.by_index
                           ? IndexExpression(function, module)
                           : ArgumentExpression(function, i, locals[i], view, module));
  }
  if (function.name == "[]") return "(*target)[" + operands[1] + "]";
  if (function.name == "[]=") return "(*target)[" + operands[1] + "] = " + operands[2];
  if (operands.size() == 1) return function.name + operands[0];
  return operands[0] + " " + function.name + " " + operands[1];
}

std::string CallExpression(const Function& function, const std::optional<ClassScope>& scope,
                           const std::string& arguments, const Module& module) {
  if (function.kind == ir::FunctionKind::kStream) return "glue::TextOf(*target)";
  if (function.kind == ir::FunctionKind::kHash)
    return "std::hash<" + module.classes[scope->id.index].qualified_name + ">()(*target)";
  if (function.kind == ir::FunctionKind::kConversion)
    return "static_cast<" + ConversionType(function, module) + ">(*target)";
  if (function.kind == ir::FunctionKind::kConstructor)
    return module.classes[scope->id.index].qualified_name + "(" + arguments + ")";
  if (!HasObject(function.role) || function.kind == ir::FunctionKind::kFree)
    return AtFileScope(function.qualified_name) + function.template_arguments + "(" + arguments +
           ")";
  const bool is_operator = function.kind == ir::FunctionKind::kOperator;
  const std::string name =
      (is_operator ? "operator" : "") + function.name + function.template_arguments;
  const std::string call =
      (is_operator && !function.is_instance ? "(*target)(" : "target->" + name + "(") + arguments +
      ")";
  if (function.is_pure || !MayReachOverride(function, scope->id, module)) return call;
  return "glue::IsPythonHalf(self) ? target->" + module.classes[scope->id.index].qualified_name +
         "::" + name + "(" + arguments + ") : " + call;
}

// What the statement makes of the call of a special method whose slot does not return an object,
// or may return none; empty where it does.
std::string SlotStatement(const Function& function, const std::string& call,
                          const CallableView& view) {
  if (function.role != Role::kSlot) return "";
  switch (ir::FindSpecialMethod(function.python_name)->shape) {
    case ir::SlotShape::kHash:
      return "return glue::HashOf(" + call + ");";
    case ir::SlotShape::kLength:
      return "return glue::LengthOf(" + call + ");";
    case ir::SlotShape::kTruth:
    case ir::SlotShape::kContains:
      return "return " + call + " ? 1 : 0;";
    case ir::SlotShape::kInPlace:
    case ir::SlotShape::kSetItem:
    case ir::SlotShape::kDescriptorSet:
      return call + ";";
    case ir::SlotShape::kSetAttribute:
      return function.result.type.Is<ir::Void>() ? call + ";" : "return " + call + " ? 0 : 1;";
    case ir::SlotShape::kNext:
    case ir::SlotShape::kGetAttribute:
      if (ir::ElementOfOptional(function.result.type) == nullptr) return "";
      return "return glue::ToPythonIfAny(" + call + ");";
    case ir::SlotShape::kUnary:
    case ir::SlotShape::kBinary:
    case ir::SlotShape::kPower:
    case ir::SlotShape::kCompare:
    case ir::SlotShape::kSubscript:
    case ir::SlotShape::kDescriptorGet:
      return "";
    case ir::SlotShape::kBuffer:
      return "return glue::" + view.export_type + "::Show(self, " + call + ", view, flags);";
  }
  return "";
}

// The lines of an argument that has several, below it.
std::string Indented(const std::string& argument) {
  std::string indented;
  for (const char c : argument) indented += c == '\n' ? "\n    " : std::string(1, c);
  return indented;
}

// `value`, once it is sure that no error was kept. `keepers` are what may have kept one, each
// behind a comma.
std::string Rethrowing(const std::string& value, const std::string& keepers) {
  return keepers.empty() ? value : "glue::Rethrowing(" + value + keepers + ")";
}

// What converts a result, and with it what C++ has filled in.
std::string ReturnedWithOuts(const std::string& call, const CallableView& view,
                             const std::string& keepers) {
  std::vector<std::string> results;
  if (!call.empty()) results.push_back(Indented(call));
  for (const OutView& out : view.outs) results.push_back("std::move(" + out.local + ")");
  results[0] = Rethrowing(results[0], keepers);
  return (results.size() == 1 ? "glue::ToPython(" : "glue::ToTuple(") + JoinArguments(results) +
         ")";
}

// Whether the result is made where it stays, in its instance.
bool MakesInPlace(const Function& function, const Module& module) {
  const ir::ClassRef* const instance = NewInstance(function);
  return instance != nullptr && module.classes[instance->id.index].storage == ir::Storage::kInline;
}

// `call` is `Shape(x)`. Where Python can override the methods of the class, objects of derived
// classes are of the class that does.
std::string NewObject(const std::string& call, const CallableView& view) {
  if (view.overrider.empty()) return "new " + call;
  const std::string arguments = call.substr(view.class_type.size() + 1);
  const std::string derived =
      "new " + view.overrider + "(self" + (arguments == ")" ? ")" : ", " + arguments);
  if (view.is_derived_only) return derived;
  return "glue::IsDerived<" + view.class_type + ">(self) ? " + derived + " : new " + call;
}

// The statement that gives `self` its object.
std::string ConstructStatement(const Function& function, std::string call,
                               const CallableView& view) {
  std::string object = NewObject(call, view);
  if (ir::IsFactory(function)) {
    if (!function.result.type.Is<ir::ClassRef>())
      return "if (!glue::OwnMade<" + view.class_type + ">(self, " + call + ")) return false;";
    call = view.class_type + "(" + call + ")";
    object = view.is_never_derived ? "new " + call : NewObject(call, view);
  }
  if (view.constructs_in_place)
    return "::new (glue::StorageOf<" + view.class_type + ">(self)) " + call + ";";
  return "glue::Own<" + view.class_type + ">(self, " + object + ");";
}

// The statement that calls, and hands over the result.
std::string Statement(const Function& function, std::string call, const CallableView& view,
                      const std::string& message_name, const std::string& keepers,
                      const std::vector<std::string>& locals, const Module& module) {
  if (std::string statement = SlotStatement(function, call, view); !statement.empty())
    return statement;
  if (view.is_construct) return ConstructStatement(function, std::move(call), view);
  if (view.makes_instance) {
    if (!MakesInPlace(function, module)) {
      return "return result.Own(new " + view.instance_type + "(" + Rethrowing(call, keepers) +
             "));";
    }
    return "::new (result.storage()) " + view.instance_type + "(" + call + ");";
  }
  // What a setter returns, for calls to be chained, is nobody's.
  if (function.result.type.Is<ir::Void>() || view.is_setter) return call + ";";
  if (!view.outs.empty()) return "return " + ReturnedWithOuts(call, view, keepers) + ";";
  call = Rethrowing(call, keepers);
  if (const std::string returned = Returned(function, call, view, locals); !returned.empty())
    return "return " + returned + ";";
  if (ReturnsSelf(function)) {
    return "return glue::ReturnSelf(self, target, std::addressof(" + call + "), " +
           StringLiteral(message_name) + ");";
  }
  return "return " + (view.is_getter ? ToAttribute(function.result.type) : "glue::ToPython") + "(" +
         call + ");";
}

std::string Epilogue(const Function& function, const CallableView& view, const std::string& keepers,
                     const Module& module) {
  if (view.is_construct) return "";
  if (view.is_setter) return "return 0;";
  if (IgnoresResult(function)) {
    return view.slot_result == "int" ? "return 0;" : "return Py_NewRef(self);";
  }
  if (view.is_slot && view.slot_result == "int" && function.result.type.Is<ir::Void>())
    return "return 0;";
  if (view.makes_instance) {
    if (!MakesInPlace(function, module)) return "";
    return keepers.empty() ? "return result.Finish();"
                           : "return glue::FinishRethrowing(result" + keepers + ");";
  }
  if (!function.result.type.Is<ir::Void>()) return "";
  if (!view.outs.empty()) return "return " + ReturnedWithOuts("", view, keepers) + ";";
  return keepers.empty() ? "return glue::None();"
                         : "return glue::NoneRethrowing(" + keepers.substr(2) + ");";
}

// The numbers of leading slots with which the function can be called: trailing defaults are left to
// C++.
std::vector<std::size_t> CallCounts(const Function& function, const std::vector<Argument>& slots) {
  std::vector<std::size_t> counts;
  if (ir::LeavesDefaultsToCpp(function)) {
    for (std::size_t i = 0; i < slots.size(); ++i) {
      if (slots[i].has_default) counts.push_back(i);
    }
  }
  counts.push_back(slots.size());
  return counts;
}

// How many C++ parameters a call with the first `given` slots writes: up to the first that is left
// out.
std::size_t ParameterCount(const Function& function, const std::vector<Argument>& slots,
                           std::size_t given) {
  return given == slots.size() ? function.parameters.size() : slots[given].parameter;
}

}  // namespace

bool IgnoresResult(const Function& function) {
  return function.role == Role::kSlot &&
         ir::IgnoresResult(*ir::FindSpecialMethod(function.python_name));
}

const ir::ClassRef* NewInstance(const Function& function) {
  const bool copies = function.returns == ir::Returns::kCopy
                          ? !ReturnsPointer(function)
                          : function.returns == ir::Returns::kByType &&
                                (function.result.passing == ir::Passing::kValue ||
                                 function.result.passing == ir::Passing::kConstRef);
  const bool is_alone = ir::OutParameters(function).empty();
  return copies && is_alone ? function.result.type.As<ir::ClassRef>() : nullptr;
}

std::string ToAttribute(const ir::Type& type) {
  const ir::Type* const element = ir::ElementOfOptional(type);
  if (element != nullptr) return ToAttribute(*element);
  // There is nothing to change in a pointer, and what is given is not the object's any more.
  const auto* const instance = type.As<ir::Template>();
  if (instance != nullptr && (ir::IsSmartPointer(instance->kind) || ir::Gives(type)))
    return "glue::ToPython";
  return type.Is<ir::Template>() ? "glue::ToSnapshot" : "glue::ToPython";
}

bool ToPythonMayThrow(const ir::Type& type) {
  return std::visit(ir::Overloaded{
                        [](const ir::ClassRef&) { return true; },
                        [](const ir::Template& instance) {
                          return std::ranges::any_of(instance.arguments, ToPythonMayThrow);
                        },
                        [](const ir::Callback&) { return true; },
                        [](const ir::Array&) { return true; },
                        [](const ir::Custom&) { return true; },
                        [](const ir::Outcome&) { return true; },
                        [](const auto&) { return false; },
                    },
                    type.kind);
}

bool MayThrow(const Function& function, const Module& module) {
  if (!function.is_noexcept || ToPythonMayThrow(function.result.type)) return true;
  if (KeepsErrors(function)) return true;
  return std::any_of(function.parameters.begin(), function.parameters.end(),
                     [&](const ir::Parameter& parameter) {
                       const bool is_supplied =
                           parameter.default_argument && parameter.default_argument->expression;
                       return is_supplied || UnwrapMayThrow(parameter.type) ||
                              ir::MadeImplicitly(parameter.type, module) != nullptr;
                     });
}

void SetOuts(const Function& function, const std::vector<std::string>& locals, const Module& module,
             CallableView& view) {
  for (const std::size_t out : ir::OutParameters(function)) {
    view.outs.push_back({ir::CppSpelling(function.parameters[out].type.type, module), locals[out]});
  }
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    if (function.parameters[i].use != ir::ParameterUse::kStatus) continue;
    view.statuses.push_back({ir::CppSpelling(function.parameters[i].type.type, module), locals[i]});
  }
}

void SetKept(const Function& function, const std::vector<std::string>& locals, CallableView& view) {
  // What a property is assigned takes the place of what it was before.
  const std::string slot =
      view.is_setter ? "reinterpret_cast<const void*>(&" + view.name + ")" : "nullptr";
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    if (function.parameters[i].keeper != ir::Keeper::kSelf) continue;
    view.kept.push_back({KeptArgument(function.parameters[i], locals[i], view), slot});
  }
  view.keeps_last = view.is_setter && !view.kept.empty();
}

// A view that is handed on points into what it did before.
void SetViewSources(const Function& function, const std::vector<std::string>& locals,
                    const Module& module, CallableView& view) {
  if (!function.makes_views || view.is_construct) return;
  std::string sources = HasObject(function.role) ? "glue::KeptBy(self, target)" : "";
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    const ir::Parameter& parameter = function.parameters[i];
    const auto argument = std::ranges::find(view.arguments, locals[i], &ArgumentView::local);
    if (argument == view.arguments.end() || !argument->is_required) continue;
    const bool is_view = ir::ViewClass(parameter.type.type, module) != nullptr &&
                         ir::MadeImplicitly(parameter.type, module) == nullptr;
    if (!is_view && parameter.keeper != ir::Keeper::kResult) continue;
    sources += (sources.empty() ? "" : ", ") + KeptArgument(parameter, locals[i], view);
  }
  view.makes_views = !sources.empty();
  view.view_sources = sources;
}

void SetCalls(const Function& function, const std::optional<ClassScope>& scope,
              const std::string& message_name, const std::vector<std::string>& locals,
              const Module& module, CallableView& view) {
  const std::vector<Argument> slots = Slots(function);
  const std::vector<std::size_t> counts = CallCounts(function, slots);
  view.has_cases = counts.size() > 1;
  const std::string keepers = KeepersOfErrors(function, locals);
  view.epilogue = Epilogue(function, view, keepers, module);
  view.has_epilogue = !view.epilogue.empty();
  for (const std::size_t given : counts) {
    const std::string arguments =
        ArgumentList(function, ParameterCount(function, slots, given), view, locals, module);
    CallView call;
    call.given = std::to_string(given);
    const std::string expression = IsOperator(function)
                                       ? OperatorExpression(function, view, locals, module)
                                       : CallExpression(function, scope, arguments, module);
    call.statement = Statement(function, expression, view, message_name, keepers, locals, module);
    call.is_only = !view.has_cases;
    call.is_default = view.has_cases && given == slots.size();
    call.is_case = view.has_cases && !call.is_default;
    call.breaks = view.has_cases && (view.has_epilogue || view.is_construct);
    view.calls.push_back(call);
  }
}

}  // namespace ferrule::render
