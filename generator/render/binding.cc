#include "generator/render/binding.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "generator/ir/cpp.h"
#include "generator/ir/implicit.h"
#include "generator/render/contexts.h"
#include "generator/render/entry.h"
#include "generator/render/spell.h"
#include "generator/render/storage.h"

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

// Whether an argument takes the rest of a call, and converts it.
bool IsContainer(const Argument& argument, const Function& function) {
  return !IsSlot(argument) && function.parameters[argument.parameter].type.type.Is<ir::Template>();
}

bool HasContainer(const Function& function) {
  const auto& arguments = function.signature.arguments;
  return std::any_of(arguments.begin(), arguments.end(),
                     [&](const Argument& a) { return IsContainer(a, function); });
}

RestView MakeRest(const Function& function, const Argument& argument, const std::string& local,
                  const std::string& signature, const Module& module) {
  const ir::Type& type = function.parameters[argument.parameter].type.type;
  RestView view;
  view.local = local;
  view.failure = "glue::BadRest(" + signature + ", " + StringLiteral(argument.name) + ")";
  if (argument.kind == ArgumentKind::kVarPositional) {
    const ir::Type& element = type.As<ir::Template>()->arguments[0];
    view.type = "glue::RestValues<" + ir::CppSpelling(element, module) + ">";
    view.source = "rest.positional, rest.positional_count";
  } else {
    view.type = "glue::RestItems<" + ir::CppSpelling(type, module) + ">";
    view.source = "rest.keyword_values, rest.keyword_names";
  }
  return view;
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

// `name`, with as many underscores behind it as it takes to be none of `others`.
std::string UnlikeAny(std::string name, const std::vector<std::string>& others) {
  while (std::count(others.begin(), others.end(), name) > 0) name += "_";
  return name;
}

// What converts an argument: `Converter<int>::FromPython`.
std::string TakeFunction(const ir::Parameter& parameter, const Module& module) {
  std::string type = parameter.context ? ContextCallbackType(parameter, module)
                                       : ConverterType(parameter.type, module);
  if (parameter.is_nullable) type = "ferrule::convert::Nullable<" + type + ">";
  if (parameter.width > 0) return TakeBits(parameter.type.type, parameter.width, module);
  return parameter.is_exact ? "glue::TakeExactly<" + type + ">"
                            : "Converter<" + type + ">::FromPython";
}

ArgumentView MakeArgument(const Function& function, const Argument& argument, std::size_t slot,
                          bool is_last, const std::vector<std::string>& locals,
                          const Module& module) {
  const ir::Parameter& parameter = function.parameters[argument.parameter];
  ArgumentView view;
  view.local = locals[argument.parameter];
  view.carrier = CarrierType(parameter.type, module);
  view.take = TakeFunction(parameter, module);
  if (parameter.context) view.carrier = ContextCallbackType(parameter, module);
  view.slot = std::to_string(slot);
  view.source = "values[" + view.slot + "]";
  view.is_required = !argument.has_default;
  view.has_default = argument.has_default;
  if (!argument.has_default || is_last) return view;
  const ir::DefaultArgument& value = *parameter.default_argument;
  if (value.expression) {
    view.has_default = false;
    view.is_supplied = true;
    view.given = UnlikeAny("has_" + view.local, locals);
    return view;
  }
  view.has_initializer = value.value.has_value();
  view.must_precede = !value.value.has_value();
  if (value.value) view.initializer = ConstantExpression(*value.value, parameter.type, module);
  return view;
}

// What the default of a parameter is made as: a new value, or what there is already.
std::string DefaultType(const ir::Parameter& parameter, const Module& module) {
  ir::PassedType type = parameter.type;
  const bool is_reference = type.passing == ir::Passing::kConstRef ||
                            type.passing == ir::Passing::kRef ||
                            type.passing == ir::Passing::kRvalueRef;
  if (is_reference && !parameter.default_argument->expression->is_reference) {
    type.passing = ir::Passing::kValue;
  }
  return ir::CppSpelling(type, module);
}

// The class of an argument that is an object, or null.
const ir::Class* ClassOfArgument(const ir::PassedType& type, const Module& module) {
  const auto* instance = type.type.As<ir::ClassRef>();
  return instance == nullptr ? nullptr : &module.classes[instance->id.index];
}

// A critical section is of one object or of two.
constexpr std::size_t kMostLocks = 2;

bool MayChange(const ir::PassedType& type) {
  return type.passing == ir::Passing::kRef || type.passing == ir::Passing::kPointer;
}

}  // namespace

std::vector<Argument> Slots(const Function& function) {
  std::vector<Argument> slots;
  std::copy_if(function.signature.arguments.begin(), function.signature.arguments.end(),
               std::back_inserter(slots), IsSlot);
  return slots;
}

std::string DefaultFunction(const CallableView& view, const std::string& local) {
  return view.name + "_default_" + local;
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
  const bool hands_on = takes_args && takes_kwargs && slots.empty() && !HasContainer(function);
  if (hands_on) return;  // everything as it came
  view.binds_rest = takes_args || takes_kwargs;
  view.binds_nothing = slots.empty() && !view.binds_rest;
  view.binds_always = !slots.empty() && !view.binds_rest && HasRequiredKeyword(slots);
  view.binds_slots = !slots.empty() && !view.binds_rest && !view.binds_always;
  view.goes_slow = GoesSlow(slots);
}

void SetBound(const Function& function, CallableView& view) {
  const bool takes_all = HasKind(function, ArgumentKind::kVarPositional) ||
                         HasKind(function, ArgumentKind::kVarKeyword);
  if (takes_all) return;
  view.binds_nothing = false;
  view.binds_slots = false;
  view.binds_always = false;
  const std::vector<Argument> slots = Slots(function);
  const bool has_defaults =
      std::any_of(slots.begin(), slots.end(), [](const Argument& a) { return a.has_default; });
  if (!view.has_slots) view.values.clear();
  if (!has_defaults) view.nargs.clear();
  view.kwnames.clear();
}

void SetArguments(const Function& function, const std::vector<std::string>& locals,
                  const Module& module, CallableView& view) {
  const std::vector<Argument> slots = Slots(function);
  const bool in_order = ir::LeavesDefaultsToCpp(function);
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (i == 0 && function.by_index) continue;  // it comes as what it is
    // The last argument is never skipped: when it is left out, C++ evaluates its default.
    ArgumentView argument =
        MakeArgument(function, slots[i], i, in_order && i + 1 == slots.size(), locals, module);
    argument.signature = view.signature;
    argument.failure = "glue::BadArgument(" + view.signature + ", " + argument.slot + ")";
    if (view.is_one || view.is_setter || view.is_slot) argument.source = "value";
    if (view.is_slot && i + 1 < slots.size()) argument.source = "first";
    if (view.is_setter) argument.failure = "glue::BadAttribute(" + view.attribute + ")";
    if (argument.is_supplied) {
      const ir::Parameter& parameter = function.parameters[slots[i].parameter];
      view.defaults.push_back({DefaultType(parameter, module),
                               DefaultFunction(view, argument.local),
                               parameter.default_argument->expression->text});
    }
    const ir::PassedType& type = function.parameters[slots[i].parameter].type;
    if (const ir::Class* node = ClassOfArgument(type, module)) {
      argument.is_counted = CountsCalls(*node, !MayChange(type));
      argument.counter = "in_call_" + argument.local;
      argument.counted = argument.local;
      argument.borrow_type = BorrowType(*node, !MayChange(type));
      argument.is_borrowed = !argument.borrow_type.empty();
      argument.borrow = "borrow_" + argument.local;
      if (ir::MadeImplicitly(type, module) != nullptr) argument.counted += ".lent()";
      if (IsGuarded(*node, !MayChange(type))) {
        view.guarded.push_back(
            {node->qualified_name, "busy_" + argument.local, argument.counted, argument.source});
      }
    }
    if (const ir::Class* node = ClassOfArgument(type, module);
        node != nullptr && !ChangedRange(*node).empty() && MayChange(type)) {
      view.changed.push_back({ChangedRange(*node), "changing_" + argument.local, argument.source});
    }
    view.arguments.push_back(argument);
  }
}

namespace {

// The arguments whose objects a call takes the locks of: those that it may change come first.
std::vector<std::string> LockedArguments(const Function& function, const Module& module,
                                         const CallableView& view) {
  std::vector<std::string> changed;
  std::vector<std::string> read;
  const std::vector<Argument> slots = Slots(function);
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const auto argument = std::ranges::find(view.arguments, std::to_string(i), &ArgumentView::slot);
    const ir::PassedType& type = function.parameters[slots[i].parameter].type;
    const ir::Class* const node = ClassOfArgument(type, module);
    if (argument == view.arguments.end() || node == nullptr || !TakesLock(*node, module)) continue;
    if (node->is_borrow_checked) continue;  // its borrow says whether it may be used
    std::string object = argument->source;
    if (!argument->is_required) {
      object = "nargs > " + argument->slot + " ? " + object + " : nullptr";
    }
    (MayChange(type) ? changed : read).push_back(LockedObject(object, *node));
  }
  changed.insert(changed.end(), read.begin(), read.end());
  return changed;
}

}  // namespace

void SetLocks(const Function& function, const Module& module, CallableView& view) {
  std::size_t count = view.is_locked ? 1 : 0;
  for (const std::string& object : LockedArguments(function, module, view)) {
    if (++count > kMostLocks) break;
    view.locked += (view.locked.empty() ? "" : ", ") + object;
  }
  view.is_locked = !view.locked.empty();
  if (!view.checks_index || !view.is_locked) return;
  view.locks_first = true;  // the size has to be that of the object which is then called
  view.is_locked = false;
  view.locked_first = std::exchange(view.locked, "");
}

void SetRests(const Function& function, const std::vector<std::string>& locals,
              const Module& module, CallableView& view) {
  for (const Argument& argument : function.signature.arguments) {
    if (!IsContainer(argument, function)) continue;
    view.rests.push_back(
        MakeRest(function, argument, locals[argument.parameter], view.signature, module));
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
  view.takes_self = Bool(HasObject(function.role) || function.role == Role::kConstructor ||
                         function.role == Role::kClassMethod);
  return view;
}

}  // namespace ferrule::render
