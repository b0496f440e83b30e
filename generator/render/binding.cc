#include "generator/render/binding.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "generator/render/entry.h"
#include "generator/render/spell.h"

namespace ferrule::render {
namespace {

using ir::Argument;
using ir::ArgumentKind;
using ir::Function;
using ir::Module;
using ir::Role;

bool IsSlot(const Argument& argument) {
  return argument.kind != ArgumentKind::kVarPositional &&
         argument.kind != ArgumentKind::kVarKeyword;
}

bool HasKind(const Function& function, ArgumentKind kind) {
  const auto& arguments = function.signature.arguments;
  return std::any_of(arguments.begin(), arguments.end(),
                     [kind](const Argument& a) { return a.kind == kind; });
}

std::string Bool(bool value) { return value ? "true" : "false"; }

// The condition under which positional arguments alone do not fill the slots.
std::string GoesSlow(const std::vector<Argument>& slots) {
  std::size_t least = 0;
  std::size_t most = 0;
  for (const Argument& slot : slots) {
    if (slot.kind == ArgumentKind::kKeywordOnly) continue;
    least += !slot.has_default;
    ++most;
  }
  if (least == most) return "kwnames != nullptr || nargs != " + std::to_string(most);
  const std::string too_many = "nargs > " + std::to_string(most);
  if (least == 0) return "kwnames != nullptr || " + too_many;
  return "kwnames != nullptr || nargs < " + std::to_string(least) + " || " + too_many;
}

bool HasRequiredKeyword(const std::vector<Argument>& slots) {
  return std::any_of(slots.begin(), slots.end(), [](const Argument& a) {
    return a.kind == ArgumentKind::kKeywordOnly && !a.has_default;
  });
}

ArgumentView MakeArgument(const Function& function, const Argument& argument, std::size_t slot,
                          bool is_last, const std::vector<std::string>& locals,
                          const Module& module) {
  const ir::Parameter& parameter = function.parameters[argument.parameter];
  ArgumentView view;
  view.local = locals[argument.parameter];
  view.carrier = CarrierType(parameter.type, module);
  view.converter = ConverterType(parameter.type, module);
  view.slot = std::to_string(slot);
  view.source = "values[" + view.slot + "]";
  view.has_default = argument.has_default;
  if (!argument.has_default || is_last) return view;
  const auto& value = parameter.default_argument->value;
  view.has_initializer = value.has_value();
  view.must_precede = !value.has_value();
  if (value) view.initializer = ConstantExpression(*value, parameter.type, module);
  return view;
}

// The class of an argument that the call may change while the garbage collector looks into it, or
// null.
const ir::Class* ChangedInstance(const ir::PassedType& type, const Module& module) {
  const auto* instance = type.type.As<ir::ClassRef>();
  const bool may_change =
      type.passing == ir::Passing::kRef || type.passing == ir::Passing::kPointer;
  if (instance == nullptr || !may_change) return nullptr;
  const ir::Class& node = module.classes[instance->id.index];
  return node.holds_references ? &node : nullptr;
}

}  // namespace

std::vector<Argument> Slots(const Function& function) {
  std::vector<Argument> slots;
  std::copy_if(function.signature.arguments.begin(), function.signature.arguments.end(),
               std::back_inserter(slots), IsSlot);
  return slots;
}

bool IsInCppOrder(const std::vector<Argument>& slots) {
  return std::is_sorted(slots.begin(), slots.end(), [](const Argument& a, const Argument& b) {
    return a.parameter < b.parameter;
  });
}

void SetBinding(const Function& function, CallableView& view) {
  const std::vector<Argument> slots = Slots(function);
  const bool takes_args = HasKind(function, ArgumentKind::kVarPositional);
  const bool takes_kwargs = HasKind(function, ArgumentKind::kVarKeyword);
  view.has_slots = !slots.empty();
  view.count = std::to_string(slots.size());
  view.takes_args = Bool(takes_args);
  view.takes_kwargs = Bool(takes_kwargs);
  view.bound = slots.empty() ? "nullptr" : "bound";
  if (takes_args && takes_kwargs && slots.empty()) return;  // everything is handed on as it came
  view.binds_rest = takes_args || takes_kwargs;
  view.binds_nothing = slots.empty() && !view.binds_rest;
  view.binds_always = !slots.empty() && !view.binds_rest && HasRequiredKeyword(slots);
  view.binds_slots = !slots.empty() && !view.binds_rest && !view.binds_always;
  view.goes_slow = GoesSlow(slots);
}

void SetArguments(const Function& function, const std::vector<std::string>& locals,
                  const Module& module, CallableView& view) {
  const std::vector<Argument> slots = Slots(function);
  const bool in_order = IsInCppOrder(slots);
  for (std::size_t i = 0; i < slots.size(); ++i) {
    // The last argument is never skipped: when it is left out, C++ evaluates its default.
    ArgumentView argument =
        MakeArgument(function, slots[i], i, in_order && i + 1 == slots.size(), locals, module);
    argument.signature = view.signature;
    argument.failure = "glue::BadArgument(" + view.signature + ", " + argument.slot + ")";
    if (view.is_one || view.is_setter) argument.source = "value";
    if (view.is_setter) argument.failure = "glue::BadAttribute(" + view.attribute + ")";
    view.arguments.push_back(argument);
    if (const ir::Class* changed =
            ChangedInstance(function.parameters[slots[i].parameter].type, module)) {
      view.guarded.push_back({changed->qualified_name, "busy_" + argument.local, argument.local});
    }
  }
}

SignatureView MakeSignature(const Function& function, const std::string& message_name,
                            const std::string& base, UniqueNames& names) {
  SignatureView view;
  view.name = names.Take(base + "_signature");
  view.function = StringLiteral(message_name);
  const std::vector<Argument> slots = Slots(function);
  view.has_parameters = !slots.empty();
  view.parameters_name = slots.empty() ? "nullptr" : names.Take(base + "_parameters");
  std::size_t positional_only = 0;
  std::size_t positional = 0;
  for (const Argument& slot : slots) {
    view.parameters.push_back({StringLiteral(slot.name), Bool(!slot.has_default)});
    positional_only += slot.kind == ArgumentKind::kPositionalOnly;
    positional += slot.kind != ArgumentKind::kKeywordOnly;
  }
  view.count = std::to_string(slots.size());
  view.positional_only = std::to_string(positional_only);
  view.positional = std::to_string(positional);
  view.takes_self = Bool(HasObject(function.role) || function.role == Role::kConstructor);
  return view;
}

}  // namespace ferrule::render
