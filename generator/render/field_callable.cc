// The wrappers of data members.
#include <string>
#include <utility>

#include "generator/ir/cpp.h"
#include "generator/ir/pointee.h"
#include "generator/ir/python.h"
#include "generator/ir/view_classes.h"
#include "generator/render/callable.h"
#include "generator/render/calls.h"
#include "generator/render/declaration.h"
#include "generator/render/entry.h"
#include "generator/render/spell.h"
#include "generator/render/storage.h"

namespace ferrule::render {
namespace {

CallableView FieldView(const ir::Field& field, const ClassScope& scope, const ir::Module& module) {
  CallableView view;
  view.location = ShortLocation(field.location);
  view.declaration = Declaration(field, module);
  view.assertion = DeclarationAssertion(field, module.classes[scope.id.index], module);
  view.has_assertion = true;
  view.attribute = StringLiteral(ir::PythonPath(scope.id, module) + "." + field.python_name);
  return view;
}

// An object that is copied into the field.
void SetCopied(const ir::Class& node, const ir::Module& module, ArgumentView& argument,
               CallableView& view) {
  argument.borrow_type = BorrowType(node, true);
  argument.is_borrowed = !argument.borrow_type.empty();
  argument.borrow = "borrow_" + argument.local;
  argument.counted = argument.local;
  if (!TakesLock(node, module) || node.is_borrow_checked) return;
  view.locked += (view.is_locked ? ", " : "") + LockedObject(argument.source, node);
  view.is_locked = true;
}

CallView OnlyCall(std::string statement) {
  CallView call;
  call.is_only = true;
  call.statement = std::move(statement);
  return call;
}

// What tells the objects that a pointer was given from those of other fields: the getter.
std::string SlotOf(const std::string& getter) {
  return "reinterpret_cast<const void*>(&" + getter + ")";
}

// What Python gets of what the field points or refers to.
std::string ReadReferred(const ir::Field& field, const std::string& class_type,
                         const std::string& getter) {
  const std::string read = "target->" + field.name;
  const bool is_pointer =
      field.passing == ir::Passing::kPointer || field.passing == ir::Passing::kConstPointer;
  if (field.returns == ir::Returns::kCopy)
    return (is_pointer ? "glue::ReturnCopy(" : "glue::ToPython(") + read + ")";
  if (!is_pointer)
    return "glue::ReturnReference(std::addressof(" + read + "), glue::KeptBy(self, target))";
  if (ir::KeepsPointee(field))
    return "glue::ReferToKept<" + class_type + ">(self, " + read + ", " + SlotOf(getter) + ")";
  return "glue::ReferToPointee<" + class_type + ">(self, " + read + ")";
}

// What Python gets of the field.
std::string ReadExpression(const ir::Field& field, const std::string& class_type,
                           const std::string& getter) {
  const std::string read = "target->" + field.name;
  if (ir::ReferredBy(field) != nullptr) return ReadReferred(field, class_type, getter);
  if (ir::OwnedBy(field) != nullptr)
    return "glue::ReferToPointee<" + class_type + ">(self, " + read + ")";
  if (field.is_live) return "glue::PartOf<" + class_type + ">(self, " + read + ")";
  if (!field.is_view) return ToAttribute(field.type) + "(" + read + ")";
  return (field.is_const ? "glue::ConstViewOf<" : "glue::ViewOf<") + class_type + ">(self, " +
         read + ")";
}

std::string AssignStatement(const ir::Field& field, const std::string& value) {
  const auto* const instance = field.type.As<ir::Template>();
  const std::string member = "target->" + field.name;
  if (instance != nullptr && instance->kind == ir::TemplateKind::kCArray)
    return "glue::AssignArray(" + member + ", " + value + ");";
  if (ir::OwnedBy(field) != nullptr) return "glue::AssignOwned(" + member + ", " + value + ");";
  if (field.is_view) return "glue::AssignShown(" + member + ", " + value + ");";
  return member + " = " + value + ";";
}

}  // namespace

Callable WrapFieldGetter(const ir::Field& field, const ClassScope& scope, const ir::Module& module,
                         UniqueNames& names) {
  Callable callable;
  CallableView& view = callable.view;
  view = FieldView(field, scope, module);
  SetEntry(Entry::kGetter, view);
  SetTarget(scope, true, module, view);
  // Reading runs no Python code, but another thread may give the object away meanwhile.
  view.is_counted = view.is_counted && module.is_free_threaded;
  view.is_guarded = false;
  const bool refers = field.is_live || field.returns == ir::Returns::kReference;
  SetCatches(!refers && !field.is_view && ToPythonMayThrow(field.type), view);
  view.name = names.Take("py_" + IdentifierOf(scope.id, module) + "_get_" + field.python_name);
  const std::string class_type = module.classes[scope.id.index].qualified_name;
  view.makes_views = !refers && ir::ViewClassIn(field.type, module) != nullptr;
  view.view_sources = "glue::KeptBy(self, target)";
  view.calls.push_back(OnlyCall("return " + ReadExpression(field, class_type, view.name) + ";"));
  return callable;
}

Callable WrapFieldSetter(const ir::Field& field, const Callable& getter, const ClassScope& scope,
                         const ir::Module& module, UniqueNames& names) {
  Callable callable;
  CallableView& view = callable.view;
  const ir::PassedType type{field.type, field.passing};
  view = FieldView(field, scope, module);
  view.has_assertion = false;  // the getter has it
  SetEntry(Entry::kSetter, view);
  SetTarget(scope, false, module, view);
  // A copy of an object may do anything.
  SetCatches(UnwrapMayThrow(type) || field.type.Is<ir::ClassRef>(), view);
  view.name = names.Take("py_" + IdentifierOf(scope.id, module) + "_set_" + field.python_name);
  const bool is_kept = ir::KeepsPointee(field);
  ArgumentView argument;
  argument.local = "assigned";
  argument.carrier =
      is_kept ? ir::CppSpelling(field.type, module) + "*" : CarrierType(type, module);
  // What reads as None may be made None.
  std::string taken =
      is_kept ? ir::CppSpelling(field.type, module) + "*" : ConverterType(type, module);
  if (field.type.Is<ir::Callback>()) taken = "ferrule::convert::Nullable<" + taken + ">";
  argument.take = field.is_bit_field ? TakeBits(field.type, field.width, module)
                                     : "Converter<" + taken + ">::FromPython";
  argument.source = "value";
  argument.failure = "glue::BadAttribute(" + view.attribute + ")";
  if (const auto* instance = field.type.As<ir::ClassRef>(); instance != nullptr && !is_kept)
    SetCopied(module.classes[instance->id.index], module, argument, view);
  view.arguments.push_back(argument);
  const std::string slot = SlotOf(getter.view.name);
  if (is_kept)
    view.calls.push_back(
        OnlyCall("if (!glue::KeepPointee(self, value, assigned, " + slot + ")) return -1;"));
  const std::string value = UnwrapExpression(type, argument.local, module);
  view.calls.push_back(OnlyCall(AssignStatement(field, value)));
  if (is_kept)
    view.calls.push_back(
        OnlyCall("ferrule::convert::KeepLast(self, " + slot + ", assigned != nullptr);"));
  view.has_epilogue = true;
  view.epilogue = "return 0;";
  return callable;
}

}  // namespace ferrule::render
