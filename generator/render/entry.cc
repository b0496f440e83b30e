#include "generator/render/entry.h"

#include <cstddef>

#include "generator/ir/protocols.h"
#include "generator/render/storage.h"

namespace ferrule::render {

using ir::ArgumentKind;
using ir::Function;
using ir::Module;
using ir::Role;

bool HasObject(Role role) {
  return role == Role::kMethod || role == Role::kCall || role == Role::kSlot ||
         role == Role::kGetter || role == Role::kSetter;
}

Entry ChooseEntry(const Function& function, bool is_overload) {
  switch (function.role) {
    case Role::kConstructor:
      return Entry::kConstruct;
    case Role::kCall:
      return is_overload ? Entry::kFastcall : Entry::kVectorcall;
    case Role::kSlot:
      return Entry::kSlot;
    case Role::kGetter:
      return Entry::kGetter;
    case Role::kSetter:
      return Entry::kSetter;
    case Role::kFunction:
    case Role::kMethod:
    case Role::kStaticMethod:
    case Role::kClassMethod:
    case Role::kExec:
      break;
  }
  if (is_overload) return Entry::kFastcall;
  const auto& arguments = function.signature.arguments;
  // CPython has a fast path for calling methods without arguments, but not for such functions.
  if (arguments.empty() && function.role == Role::kMethod) return Entry::kNoArguments;
  // One for functions with one argument, too. A method is made anew for many a call, with CPython's
  // words for what is wrong with it (ferrule/glue/arity.h): only its speed without arguments is
  // worth that.
  const bool is_one = function.role == Role::kFunction && arguments.size() == 1 &&
                      arguments[0].kind == ArgumentKind::kPositionalOnly &&
                      !arguments[0].has_default;
  return is_one ? Entry::kOne : Entry::kFastcall;
}

std::string FlagsOf(Entry entry, Role role) {
  const std::string binding = role == Role::kStaticMethod  ? " | METH_STATIC"
                              : role == Role::kClassMethod ? " | METH_CLASS"
                                                           : "";
  switch (entry) {
    case Entry::kFastcall:
      return "METH_FASTCALL | METH_KEYWORDS" + binding;
    case Entry::kOne:
      return "METH_O" + binding;
    case Entry::kNoArguments:
      return "METH_NOARGS" + binding;
    case Entry::kVectorcall:
    case Entry::kConstruct:
    case Entry::kSlot:
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
  view.is_slot = entry == Entry::kSlot;
  view.is_getter = entry == Entry::kGetter;
  view.is_setter = entry == Entry::kSetter;
}

namespace {

std::string ResultInSlot(ir::SlotShape shape) {
  switch (shape) {
    case ir::SlotShape::kHash:
      return "Py_hash_t";
    case ir::SlotShape::kLength:
      return "Py_ssize_t";
    case ir::SlotShape::kTruth:
    case ir::SlotShape::kContains:
    case ir::SlotShape::kSetItem:
    case ir::SlotShape::kSetAttribute:
    case ir::SlotShape::kDescriptorSet:
    case ir::SlotShape::kBuffer:
      return "int";
    case ir::SlotShape::kUnary:
    case ir::SlotShape::kBinary:
    case ir::SlotShape::kPower:
    case ir::SlotShape::kInPlace:
    case ir::SlotShape::kCompare:
    case ir::SlotShape::kSubscript:
    case ir::SlotShape::kNext:
    case ir::SlotShape::kGetAttribute:
    case ir::SlotShape::kDescriptorGet:
      return "PyObject*";
  }
  return {};
}

}  // namespace

void SetSlotEntry(const Function& function, CallableView& view) {
  const ir::SpecialMethod& method = *ir::FindSpecialMethod(function.python_name);
  const std::size_t count = function.signature.arguments.size();
  view.slot_result = ResultInSlot(method.shape);
  view.slot_parameters = "PyObject* self";
  if (function.by_index) view.slot_parameters += ", Py_ssize_t at";
  if (count == 2 && !function.by_index) view.slot_parameters += ", PyObject* first";
  if (count == 2 || (count == 1 && !function.by_index)) view.slot_parameters += ", PyObject* value";
  if (method.shape == ir::SlotShape::kBuffer)
    view.slot_parameters += ", Py_buffer* view, int flags";
  view.checks_index = function.by_index;
}

namespace {

// Who borrows has to find out at once whether it may: then nobody else may be about to.
void SetOwnLock(const ir::Class& owner, const Module& module, CallableView& view) {
  if (!TakesLock(owner, module)) return;
  (owner.is_borrow_checked ? view.locked_first : view.locked) = LockedObject("self", owner);
  view.locks_first = owner.is_borrow_checked;
  view.is_locked = !view.locks_first;
}

}  // namespace

void SetTarget(const ClassScope& scope, bool is_const, const Module& module, CallableView& view) {
  const ir::Class& owner = module.classes[scope.id.index];
  view.has_target = true;
  view.class_type = owner.qualified_name;
  view.target_type = (is_const ? "const " : "") + owner.qualified_name;
  view.object = owner.storage == ir::Storage::kInline
                    ? "glue::Self<" + owner.qualified_name + ">(self)"
                    : "glue::SelfAs<" + owner.qualified_name + ">(self, " + scope.record + ")";
  view.is_counted = CountsCalls(owner, is_const);
  view.is_guarded = IsGuarded(owner, is_const);
  view.borrow_type = BorrowType(owner, is_const);
  view.is_borrowed = !view.borrow_type.empty();
  SetOwnLock(owner, module, view);
  view.range_type = ChangedRange(owner);
  view.changes_range = !view.range_type.empty() && !is_const;
}

void SetCatches(bool catches, CallableView& view) {
  view.catches = catches;
  view.try_keyword = catches ? "try " : "";
}

}  // namespace ferrule::render
