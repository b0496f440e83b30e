#include "generator/render/callable.h"

#include <vector>

#include "generator/ir/protocols.h"
#include "generator/ir/python.h"
#include "generator/render/binding.h"
#include "generator/render/calls.h"
#include "generator/render/declaration.h"
#include "generator/render/entry.h"
#include "generator/render/overrides.h"
#include "generator/render/spell.h"
#include "generator/render/storage.h"

namespace ferrule::render {
namespace {

using ir::Function;
using ir::Module;
using ir::Role;

// `Counter.reset`, as messages have it.
std::string MessageName(const Function& function, const std::optional<ClassScope>& scope,
                        const Module& module) {
  return scope ? ir::PythonPath(scope->id, module) + "." + function.python_name
               : function.python_name;
}

std::string BaseName(const Function& function, const std::optional<ClassScope>& scope,
                     const Module& module) {
  const std::string prefix = scope ? IdentifierOf(scope->id, module) + "_" : "";
  switch (function.role) {
    case Role::kConstructor:
      return prefix + (ir::IsRestorer(function) ? "restore" : "init");
    case Role::kCall:
      return prefix + "call";
    case Role::kGetter:
      return prefix + "get_" + function.python_name;
    case Role::kSetter:
      return prefix + "set_" + function.python_name;
    case Role::kSlot:
      return prefix + std::string(ir::WithoutUnderscores(function.python_name));
    case Role::kFunction:
    case Role::kMethod:
    case Role::kStaticMethod:
    case Role::kClassMethod:
    case Role::kExec:
      return prefix + function.python_name;
  }
  return prefix;
}

// `number` is that of an overload.
Callable Wrap(const Function& function, std::optional<std::size_t> number,
              const std::optional<ClassScope>& scope, const Module& module, UniqueNames& names) {
  Callable callable;
  CallableView& view = callable.view;
  const std::string suffix = number ? "_" + std::to_string(*number) : "";
  const std::string base = BaseName(function, scope, module) + suffix;
  const std::string message_name = MessageName(function, scope, module);
  const Entry entry = ChooseEntry(function, number.has_value());
  SetEntry(entry, view);
  SetCatches(MayThrow(function, module), view);
  callable.flags = FlagsOf(entry, function.role);
  view.location = ShortLocation(function.location);
  view.declaration =
      Declaration(function, scope ? &module.classes[scope->id.index] : nullptr, module);
  view.assertion =
      DeclarationAssertion(function, scope ? &module.classes[scope->id.index] : nullptr, module);
  view.has_assertion = !view.assertion.empty();
  view.name = names.Take(CallableName(function, scope, module) + suffix);
  if (HasObject(function.role)) SetTarget(*scope, function.is_const, module, view);
  if (view.is_slot && function.python_name == "__buffer__") {
    const ir::Class& node = module.classes[scope->id.index];
    view.export_type = ExportType(node);
    view.borrow_type = BorrowType(node, true);  // which lasts as long as the memory is shown
  }
  if (function.is_synchronized) {
    view.is_locked = view.locks_first = false;
    view.locked.clear();
  }
  if (view.is_construct) {
    const ir::Class& node = module.classes[scope->id.index];
    view.class_type = node.qualified_name;
    view.constructs_in_place = node.storage == ir::Storage::kInline;
    view.derived_only = WhyNotConstructed(function, node);
    view.is_derived_only = !view.derived_only.empty();
    view.derived_only = StringLiteral(view.derived_only);
    if (node.is_overridable) view.overrider = OverriderName(scope->id, module);
    view.is_never_derived =
        node.is_overridable && ir::IsFactory(function) && !MakesOverrider(function, node);
    view.class_object = "State()." + IdentifierOf(scope->id, module) + "_type";
  }
  if (view.has_target || function.role == Role::kClassMethod) view.self = " self";
  if (const ir::ClassRef* instance = NewInstance(function);
      instance != nullptr && !view.is_construct && !view.is_setter && !IgnoresResult(function)) {
    view.makes_instance = true;
    view.instance_type = module.classes[instance->id.index].qualified_name;
  }
  view.is_abstract = scope && function.is_pure && MayReachOverride(function, scope->id, module);
  view.message_name = StringLiteral(message_name + "()");
  if (view.is_setter) view.attribute = StringLiteral(message_name);
  if (view.is_fastcall || view.is_vectorcall || view.is_construct) SetBinding(function, view);
  if (number && !view.is_slot) SetBound(function, view);
  if (view.is_slot) SetSlotEntry(function, view);
  const bool needs_signature = view.is_slot
                                   ? !Slots(function).empty()
                                   : number || view.is_one || view.binds_nothing ||
                                         view.binds_slots || view.binds_always || view.binds_rest;
  if (needs_signature) {
    callable.signature = MakeSignature(function, message_name, base, names);
    view.signature = callable.signature->name;
    view.names = "nullptr";
    if (view.has_slots) {
      callable.interned = Slots(function).size();
      view.names = "State()." + names.Take(base + "_names");
    }
  }
  view.needs_nargs = view.is_vectorcall && needs_signature;
  std::vector<std::string> taken = {view.signature};
  if (view.is_slot) taken.insert(taken.end(), {"at", "first", "view", "flags"});
  const std::vector<std::string> locals = LocalNames(function.parameters, taken);
  SetArguments(function, locals, module, view);
  SetLocks(function, module, view);
  SetRests(function, locals, module, view);
  SetOuts(function, locals, module, view);
  SetKept(function, locals, view);
  SetViewSources(function, locals, module, view);
  SetCalls(function, scope, message_name, locals, module, view);
  return callable;
}

}  // namespace

std::string InternedMember(const Callable& callable) {
  return callable.view.names.substr(std::string("State().").size());
}

Callable WrapFunction(const Function& function, const std::optional<ClassScope>& scope,
                      const Module& module, UniqueNames& names) {
  return Wrap(function, std::nullopt, scope, module, names);
}

Callable WrapOverload(const Function& function, std::size_t number,
                      const std::optional<ClassScope>& scope, const Module& module,
                      UniqueNames& names) {
  return Wrap(function, number, scope, module, names);
}

std::string CallableName(const Function& function, const std::optional<ClassScope>& scope,
                         const Module& module) {
  return function.role == Role::kConstructor && !ir::IsRestorer(function)
             ? IdentifierOf(scope->id, module) + "_construct"
             : "py_" + BaseName(function, scope, module);
}

}  // namespace ferrule::render
