#include "generator/render/callable.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "generator/ir/cpp.h"
#include "generator/ir/python.h"
#include "generator/render/declaration.h"
#include "generator/render/spell.h"

namespace ferrule::render {
namespace {

using ir::Argument;
using ir::ArgumentKind;
using ir::Function;
using ir::Module;
using ir::Role;

bool IsSlot(const Argument& argument) {
  return argument.kind != ArgumentKind::kVarPositional && argument.kind != ArgumentKind::kVarKeyword;
}

// The arguments that have a slot, in Python's order.
std::vector<Argument> Slots(const Function& function) {
  std::vector<Argument> slots;
  std::copy_if(function.signature.arguments.begin(), function.signature.arguments.end(), std::back_inserter(slots), IsSlot);
  return slots;
}

bool HasKind(const Function& function, ArgumentKind kind) {
  const auto& arguments = function.signature.arguments;
  return std::any_of(arguments.begin(), arguments.end(), [kind](const Argument& a) { return a.kind == kind; });
}

bool HasObject(Role role) {
  return role == Role::kMethod || role == Role::kCall || role == Role::kGetter || role == Role::kSetter;
}

// A bound class that is handed to Python as a new instance, or nothing.
const ir::ClassRef* NewInstance(const Function& function) {
  const bool copies = function.result.passing == ir::Passing::kValue || function.result.passing == ir::Passing::kConstRef;
  return copies ? function.result.type.As<ir::ClassRef>() : nullptr;
}

// A method that returns its own object.
bool ReturnsSelf(const Function& function) {
  return function.result.passing == ir::Passing::kRef && function.result.type.Is<ir::ClassRef>();
}

bool CopiesInstances(const ir::Type& type) {
  return std::visit(ir::Overloaded{
                        [](const ir::ClassRef&) { return true; },
                        [](const ir::Optional& t) { return CopiesInstances(*t.element); },
                        [](const ir::Vector& t) { return CopiesInstances(*t.element); },
                        [](const auto&) { return false; },
                    },
                    type.kind);
}

// Whether a C++ exception may arrive in the wrapper.
bool MayThrow(const Function& function) {
  if (!function.is_noexcept || CopiesInstances(function.result.type)) return true;
  return std::any_of(function.parameters.begin(), function.parameters.end(),
                     [](const ir::Parameter& parameter) { return UnwrapMayThrow(parameter.type); });
}

// How the wrapper is entered: which function type, which flags of PyMethodDef.
enum class Entry { kFastcall, kOne, kNoArguments, kVectorcall, kConstruct, kGetter, kSetter };

Entry ChooseEntry(const Function& function) {
  switch (function.role) {
    case Role::kConstructor:
      return Entry::kConstruct;
    case Role::kCall:
      return Entry::kVectorcall;
    case Role::kGetter:
      return Entry::kGetter;
    case Role::kSetter:
      return Entry::kSetter;
    case Role::kFunction:
    case Role::kMethod:
    case Role::kStaticMethod:
    case Role::kExec:
      break;
  }
  const auto& arguments = function.signature.arguments;
  // CPython has a fast path for calling methods without arguments, but not for such functions.
  if (arguments.empty() && function.role == Role::kMethod) return Entry::kNoArguments;
  const bool is_one = arguments.size() == 1 && arguments[0].kind == ArgumentKind::kPositionalOnly && !arguments[0].has_default;
  return is_one ? Entry::kOne : Entry::kFastcall;
}

std::string FlagsOf(Entry entry, Role role) {
  const std::string binding = role == Role::kStaticMethod ? " | METH_STATIC" : "";
  switch (entry) {
    case Entry::kFastcall:
      return "METH_FASTCALL | METH_KEYWORDS" + binding;
    case Entry::kOne:
      return "METH_O" + binding;
    case Entry::kNoArguments:
      return "METH_NOARGS" + binding;
    case Entry::kVectorcall:
    case Entry::kConstruct:
    case Entry::kGetter:
    case Entry::kSetter:
      return "";
  }
  return "";
}

void SetEntry(Entry entry, CallableView& view) {
  view.is_fastcall = entry == Entry::kFastcall;
  view.is_one = entry == Entry::kOne;
  view.is_noargs = entry == Entry::kNoArguments;
  view.is_vectorcall = entry == Entry::kVectorcall;
  view.is_construct = entry == Entry::kConstruct;
  view.is_getter = entry == Entry::kGetter;
  view.is_setter = entry == Entry::kSetter;
}

// `Counter.reset`, as messages have it.
std::string MessageName(const Function& function, const std::optional<ClassScope>& scope, const Module& module) {
  const std::string name = function.role == Role::kConstructor ? "__init__" : function.python_name;
  return scope ? ir::PythonPath(scope->id, module) + "." + name : name;
}

std::string Bool(bool value) { return value ? "true" : "false"; }

SignatureView MakeSignature(const Function& function, const std::string& message_name, const std::string& base,
                            UniqueNames& names) {
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
  return std::any_of(slots.begin(), slots.end(),
                     [](const Argument& a) { return a.kind == ArgumentKind::kKeywordOnly && !a.has_default; });
}

// How the arguments of the call get into `values`.
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

// Whether the slots come in the order of the C++ parameters, so that their number says how many of those were given.
bool IsInCppOrder(const std::vector<Argument>& slots) {
  return std::is_sorted(slots.begin(), slots.end(),
                        [](const Argument& a, const Argument& b) { return a.parameter < b.parameter; });
}

ArgumentView MakeArgument(const Function& function, const Argument& argument, std::size_t slot, bool is_last,
                          const std::vector<std::string>& locals, const Module& module) {
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

// What stands for the parameter in the call.
std::string ArgumentExpression(const ir::PassedType& type, const std::string& local, const CallableView& view,
                               const Module& module) {
  const std::string nargsf = view.is_vectorcall ? "nargsf" : "static_cast<std::size_t>(nargs)";
  const std::string nargs = view.is_vectorcall ? "PyVectorcall_NARGS(nargsf)" : "nargs";
  if (type.type.Is<ir::Token>()) return "ferrule::Python::assume_attached()";
  if (type.type.Is<ir::Args>()) {
    return view.binds_rest ? "ferrule::Args(rest.positional, static_cast<std::size_t>(rest.positional_count))"
                           : "ferrule::Args(values, " + nargsf + ")";
  }
  if (type.type.Is<ir::Kwargs>()) {
    return view.binds_rest ? "ferrule::Kwargs(rest.keyword_values, rest.keyword_names)"
                           : "ferrule::Kwargs(values + " + nargs + ", kwnames)";
  }
  return UnwrapExpression(type, local, module);
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
    arguments.push_back(ArgumentExpression(function.parameters[i].type, locals[i], view, module));
  }
  return JoinArguments(arguments);
}

std::string CallExpression(const Function& function, const std::optional<ClassScope>& scope, const std::string& arguments,
                           const Module& module) {
  if (function.role == Role::kConstructor) return module.classes[scope->id.index].qualified_name + "(" + arguments + ")";
  if (!HasObject(function.role)) return AtFileScope(function.qualified_name) + "(" + arguments + ")";
  if (function.kind == ir::FunctionKind::kOperator) return "(*target)(" + arguments + ")";
  return "target->" + function.name + "(" + arguments + ")";
}

// The statement that calls, and hands over the result.
std::string Statement(const Function& function, const std::string& call, const CallableView& view,
                      const std::string& message_name, const Module& module) {
  if (view.is_construct) return "::new (glue::StorageOf<" + view.class_type + ">(self)) " + call + ";";
  if (view.makes_instance) return "::new (result.storage()) " + view.instance_type + "(" + call + ");";
  if (function.result.type.Is<ir::Void>()) return call + ";";
  if (ReturnsSelf(function)) {
    return "return glue::ReturnSelf(self, target, &" + call + ", " + StringLiteral(message_name) + ");";
  }
  const bool is_snapshot = view.is_getter && function.result.type.Is<ir::Vector>();
  if (is_snapshot) return "return Converter<" + ir::CppSpelling(function.result.type, module) + ">::ToTuple(" + call + ");";
  return "return glue::ToPython(" + call + ");";
}

std::string Epilogue(const Function& function, const CallableView& view) {
  if (view.is_construct) return "";
  if (view.is_setter) return "return 0;";
  if (view.makes_instance) return "return result.Finish();";
  return function.result.type.Is<ir::Void>() ? "return glue::None();" : "";
}

// The numbers of leading slots with which the function can be called: trailing defaults are left to C++.
std::vector<std::size_t> CallCounts(const std::vector<Argument>& slots) {
  std::vector<std::size_t> counts;
  if (IsInCppOrder(slots)) {
    for (std::size_t i = 0; i < slots.size(); ++i) {
      if (slots[i].has_default) counts.push_back(i);
    }
  }
  counts.push_back(slots.size());
  return counts;
}

// How many C++ parameters a call with the first `given` slots writes: up to the first that is left out.
std::size_t ParameterCount(const Function& function, const std::vector<Argument>& slots, std::size_t given) {
  return given == slots.size() ? function.parameters.size() : slots[given].parameter;
}

void SetCalls(const Function& function, const std::optional<ClassScope>& scope, const std::string& message_name,
              const std::vector<std::string>& locals, const Module& module, CallableView& view) {
  const std::vector<Argument> slots = Slots(function);
  const std::vector<std::size_t> counts = CallCounts(slots);
  view.has_cases = counts.size() > 1;
  view.epilogue = Epilogue(function, view);
  view.has_epilogue = !view.epilogue.empty();
  for (const std::size_t given : counts) {
    const std::string arguments = ArgumentList(function, ParameterCount(function, slots, given), view, locals, module);
    CallView call;
    call.given = std::to_string(given);
    call.statement =
        Statement(function, CallExpression(function, scope, arguments, module), view, message_name, module);
    call.is_only = !view.has_cases;
    call.is_default = view.has_cases && given == slots.size();
    call.is_case = view.has_cases && !call.is_default;
    call.breaks = view.has_cases && (view.has_epilogue || view.is_construct);
    view.calls.push_back(call);
  }
}

void SetArguments(const Function& function, const std::vector<std::string>& locals, const Module& module,
                  CallableView& view) {
  const std::vector<Argument> slots = Slots(function);
  const bool in_order = IsInCppOrder(slots);
  for (std::size_t i = 0; i < slots.size(); ++i) {
    // The last argument is never skipped: when it is left out, C++ evaluates its default.
    ArgumentView argument = MakeArgument(function, slots[i], i, in_order && i + 1 == slots.size(), locals, module);
    argument.signature = view.signature;
    argument.failure = "glue::BadArgument(" + view.signature + ", " + argument.slot + ")";
    if (view.is_one || view.is_setter) argument.source = "value";
    if (view.is_setter) argument.failure = "glue::BadAttribute(" + view.attribute + ")";
    view.arguments.push_back(argument);
  }
}

void SetTarget(const std::optional<ClassScope>& scope, bool is_const, const Module& module, CallableView& view) {
  const ir::Class& owner = module.classes[scope->id.index];
  view.has_target = true;
  view.class_type = owner.qualified_name;
  view.target_type = (is_const ? "const " : "") + owner.qualified_name;
  view.is_guarded = owner.holds_references && !is_const;
  view.layout = scope->layout;
}

std::string BaseName(const Function& function, const std::optional<ClassScope>& scope, const Module& module) {
  const std::string prefix = scope ? IdentifierOf(scope->id, module) + "_" : "";
  switch (function.role) {
    case Role::kConstructor:
      return prefix + "init";
    case Role::kCall:
      return prefix + "call";
    case Role::kGetter:
      return prefix + "get_" + function.python_name;
    case Role::kSetter:
      return prefix + "set_" + function.python_name;
    case Role::kFunction:
    case Role::kMethod:
    case Role::kStaticMethod:
    case Role::kExec:
      return prefix + function.python_name;
  }
  return prefix;
}

void SetCatches(bool catches, CallableView& view) {
  view.catches = catches;
  view.try_keyword = catches ? "try " : "";
}

}  // namespace

Callable WrapFunction(const Function& function, const std::optional<ClassScope>& scope, const Module& module,
                      UniqueNames& names) {
  Callable callable;
  CallableView& view = callable.view;
  const std::string base = BaseName(function, scope, module);
  const std::string message_name = MessageName(function, scope, module);
  const Entry entry = ChooseEntry(function);
  SetEntry(entry, view);
  SetCatches(MayThrow(function), view);
  callable.flags = FlagsOf(entry, function.role);
  view.location = ShortLocation(function.location);
  view.declaration = Declaration(function, scope ? &module.classes[scope->id.index] : nullptr, module);
  view.assertion = DeclarationAssertion(function, scope ? &module.classes[scope->id.index] : nullptr, module);
  view.has_assertion = !view.assertion.empty();
  view.name = names.Take(entry == Entry::kConstruct ? IdentifierOf(scope->id, module) + "_construct" : "py_" + base);
  if (HasObject(function.role)) SetTarget(scope, function.is_const, module, view);
  if (view.is_construct) view.class_type = module.classes[scope->id.index].qualified_name;
  if (view.has_target) view.self = " self";
  if (const ir::ClassRef* instance = NewInstance(function); instance != nullptr && !view.is_construct) {
    view.makes_instance = true;
    view.instance_type = module.classes[instance->id.index].qualified_name;
  }
  if (view.is_setter) view.attribute = StringLiteral(message_name);
  if (view.is_fastcall || view.is_vectorcall || view.is_construct) SetBinding(function, view);
  const bool needs_signature = view.is_one || view.binds_nothing || view.binds_slots || view.binds_always || view.binds_rest;
  if (needs_signature) {
    callable.signature = MakeSignature(function, message_name, base, names);
    view.signature = callable.signature->name;
    view.names = "nullptr";
    if (view.has_slots) {
      callable.interned = Slots(function).size();
      view.names = "State()." + base + "_names";
    }
  }
  view.needs_nargs = view.is_vectorcall && needs_signature;
  const std::vector<std::string> locals = LocalNames(function.parameters);
  SetArguments(function, locals, module, view);
  SetCalls(function, scope, message_name, locals, module, view);
  return callable;
}

namespace {

CallableView FieldView(const ir::Field& field, const ClassScope& scope, const Module& module) {
  CallableView view;
  view.location = ShortLocation(field.location);
  view.declaration = Declaration(field, module);
  view.assertion = DeclarationAssertion(field, module);
  view.has_assertion = true;
  view.attribute = StringLiteral(ir::PythonPath(scope.id, module) + "." + field.python_name);
  return view;
}

CallView OnlyCall(std::string statement) {
  CallView call;
  call.is_only = true;
  call.statement = std::move(statement);
  return call;
}

}  // namespace

Callable WrapFieldGetter(const ir::Field& field, const ClassScope& scope, const Module& module, UniqueNames& names) {
  Callable callable;
  CallableView& view = callable.view;
  view = FieldView(field, scope, module);
  SetEntry(Entry::kGetter, view);
  SetTarget(scope, true, module, view);
  SetCatches(CopiesInstances(field.type), view);
  view.name = names.Take("py_" + IdentifierOf(scope.id, module) + "_get_" + field.python_name);
  const std::string read = "target->" + field.name;
  const bool is_snapshot = field.type.Is<ir::Vector>();
  view.calls.push_back(OnlyCall(is_snapshot ? "return Converter<" + ir::CppSpelling(field.type, module) + ">::ToTuple(" + read + ");"
                                            : "return glue::ToPython(" + read + ");"));
  return callable;
}

Callable WrapFieldSetter(const ir::Field& field, const ClassScope& scope, const Module& module, UniqueNames& names) {
  Callable callable;
  CallableView& view = callable.view;
  const ir::PassedType type{field.type};
  view = FieldView(field, scope, module);
  view.has_assertion = false;  // the getter has it
  SetEntry(Entry::kSetter, view);
  SetTarget(scope, false, module, view);
  SetCatches(UnwrapMayThrow(type), view);
  view.name = names.Take("py_" + IdentifierOf(scope.id, module) + "_set_" + field.python_name);
  ArgumentView argument;
  argument.local = "assigned";
  argument.carrier = CarrierType(type, module);
  argument.converter = ConverterType(type, module);
  argument.source = "value";
  argument.failure = "glue::BadAttribute(" + view.attribute + ")";
  view.arguments.push_back(argument);
  view.calls.push_back(OnlyCall("target->" + field.name + " = " + UnwrapExpression(type, argument.local, module) + ";"));
  view.has_epilogue = true;
  view.epilogue = "return 0;";
  return callable;
}

}  // namespace ferrule::render
