#include "generator/render/protocols.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <set>
#include <string_view>
#include <utility>

#include "generator/ir/cpp.h"
#include "generator/ir/inheritance.h"
#include "generator/ir/protocols.h"
#include "generator/ir/python.h"
#include "generator/ir/shape.h"
#include "generator/ir/type_table.h"
#include "generator/ir/view_classes.h"
#include "generator/render/callable.h"
#include "generator/render/declaration.h"
#include "generator/render/dispatch.h"
#include "generator/render/signature_text.h"
#include "generator/render/spell.h"
#include "generator/render/storage.h"
#include "generator/render/templates.h"

namespace ferrule::render {
namespace {

using ir::Function;
using ir::SlotShape;

// A special method: the functions under its name, in the order in which they are tried.
struct Method {
  const ir::SpecialMethod* special;
  std::vector<const Function*> functions;
  std::vector<std::string> wrappers;  // their names

  bool is_one() const { return functions.size() == 1; }
};

using Lines = std::vector<LineView>;

void Append(const Lines& more, const std::string& indent, Lines& lines) {
  for (const LineView& line : more) lines.push_back({indent + line.line});
}

bool EndsInReturn(const Lines& lines) {
  return !lines.empty() && lines.back().line.starts_with("return ");
}

class ProtocolMaker {
 public:
  ProtocolMaker(const ClassScope& scope, GlueParts& parts, std::vector<TextView>& definitions)
      : scope_(scope),
        node_(parts.module.classes[scope.id.index]),
        identifier_(IdentifierOf(scope.id, parts.module)),
        parts_(parts),
        definitions_(definitions) {}

  std::vector<TypeSlotView> Make(const std::vector<ShownField>& shown) {
    for (const ir::OverloadSet& set : node_.method_sets) {
      if (node_.methods[set.functions.front()].role == ir::Role::kSlot)
        methods_.push_back(Wrap(set));
    }
    std::set<std::string_view> done;
    for (const Method& method : methods_) {
      if (done.insert(method.special->slot).second) AddSlot(method);
    }
    AddHash();
    if (node_.range) AddRange(*node_.range);
    if (node_.shows_fields) AddRepr(WithInherited(shown));
    return std::move(rows_);
  }

 private:
  Method Wrap(const ir::OverloadSet& set) {
    Method method = {ir::FindSpecialMethod(set.python_name), {}, {}};
    for (std::size_t i = 0; i < set.functions.size(); ++i) {
      const Function& function = node_.methods[set.functions[i]];
      const Callable callable =
          set.functions.size() == 1
              ? WrapFunction(function, scope_, parts_.module, parts_.names)
              : WrapOverload(function, i + 1, scope_, parts_.module, parts_.names);
      definitions_.push_back(AddCallable(callable, parts_));
      method.functions.push_back(&function);
      method.wrappers.push_back(callable.view.name);
    }
    return method;
  }

  const Method* Find(std::string_view name) const {
    const auto found = std::ranges::find_if(
        methods_, [&](const Method& method) { return method.special->name == name; });
    return found == methods_.end() ? nullptr : &*found;
  }

  void AddRow(std::string_view slot, const std::string& function) {
    rows_.push_back({std::string(slot), function});
  }

  std::string SlotFunction(std::string_view slot) const {
    return identifier_ + "_" + std::string(slot);
  }

  std::string Path() const { return ir::PythonPath(scope_.id, parts_.module); }

  // Defines the function of a slot, and puts it there.
  void DefineSlot(std::string_view slot, const std::string& purpose, const std::string& result,
                  const std::string& parameters, Lines lines) {
    SlotFunctionView view = {purpose, result, parts_.names.Take(SlotFunction(slot)), parameters,
                             std::move(lines)};
    definitions_.push_back({RenderPart(kSlotFunctionTemplate, view)});
    AddRow(slot, "&" + view.name);
  }

  // Tries the functions of a method with these operands. `call` makes the statement that calls one.
  // Those that take an index are not among them, nor those that take another number of operands.
  Lines Attempts(const Method& method, const std::vector<std::string>& operands,
                 const std::function<std::string(const std::string& wrapper)>& call) const {
    std::vector<Choosable> choosables;
    for (std::size_t i = 0; i < method.functions.size(); ++i) {
      if (method.functions[i]->by_index) continue;
      const std::string statement = call(method.wrappers[i]);
      choosables.push_back(
          {ir::ShapeOf(*method.functions[i], parts_.module), statement, statement});
    }
    return MakeAttempts(choosables, operands, parts_.module);
  }

  // The same with a call `wrapper(object, operands)`.
  Lines AttemptsOn(const Method& method, const std::string& object,
                   const std::vector<std::string>& operands) const {
    std::string arguments = object;
    for (const std::string& operand : operands) arguments += ", " + operand;
    return Attempts(method, operands, [&](const std::string& wrapper) {
      return "return " + wrapper + "(" + arguments + ");";
    });
  }

  // The types that a method takes for its first argument, as a message has them.
  std::string Expected(const Method& method) const {
    std::vector<std::string> types;
    for (const Function* function : method.functions) {
      std::string type = WithoutModules(
          ir::PythonSpelling(function->signature.arguments[0], *function, parts_.module));
      if (std::ranges::find(types, type) == types.end()) types.push_back(std::move(type));
    }
    std::string text;
    for (const std::string& type : types) text += (text.empty() ? "" : " | ") + type;
    return text;
  }

  // What follows the attempts of a method that leaves nothing to others.
  std::string Refusal(const Method& method, const std::string& operand) const {
    return "return glue::BadOperand(" +
           StringLiteral(Path() + "." + std::string(method.special->name)) + ", " +
           StringLiteral(Expected(method)) + ", " + operand + ");";
  }

  // All that a method does with these operands.
  Lines Whole(const Method& method, const std::vector<std::string>& operands) const {
    if (method.is_one()) {
      std::string arguments = "self";
      for (const std::string& operand : operands) arguments += ", " + operand;
      return {{"return " + method.wrappers[0] + "(" + arguments + ");"}};
    }
    Lines lines = AttemptsOn(method, "self", operands);
    if (!EndsInReturn(lines)) lines.push_back({Refusal(method, operands[0])});
    return lines;
  }

  void AddSlot(const Method& method) {
    switch (method.special->shape) {
      case SlotShape::kUnary:
      case SlotShape::kHash:
      case SlotShape::kTruth:
      case SlotShape::kNext:
        return AddRow(method.special->slot, "&" + method.wrappers[0]);
      case SlotShape::kBuffer:
        AddRow("bf_releasebuffer", "&glue::" + ExportType(node_) + "::Release");
        return AddRow(method.special->slot, "&" + method.wrappers[0]);
      case SlotShape::kLength:
        AddRow("sq_length", "&" + method.wrappers[0]);
        return AddRow(method.special->slot, "&" + method.wrappers[0]);
      case SlotShape::kBinary:
        return AddBinary(method);
      case SlotShape::kPower:
        return AddPower();
      case SlotShape::kInPlace:
        return AddInPlace(method);
      case SlotShape::kCompare:
        return AddComparison();
      case SlotShape::kContains:
        return AddContains(method);
      case SlotShape::kSubscript:
        return AddSubscript(method);
      case SlotShape::kSetItem:
        return AddSetItem();
      case SlotShape::kGetAttribute:
        return AddGetAttribute(method);
      case SlotShape::kSetAttribute:
        return AddSetAttribute();
      case SlotShape::kDescriptorGet:
        return AddDescriptorGet(method);
      case SlotShape::kDescriptorSet:
        return AddDescriptorSet();
    }
  }

  // --- Numbers ---

  std::string IsOfClass(const std::string& operand) const {
    return "if (glue::IsOf<" + node_.qualified_name + ">(" + operand + ")) {";
  }

  // The attempts with the object on one side.
  void AddSide(std::string_view name, const std::string& object, const std::string& other,
               Lines& lines) const {
    const Method* const method = Find(name);
    if (method == nullptr) return;
    const Lines attempts = AttemptsOn(*method, object, {other});
    if (attempts.empty()) return;
    lines.push_back({IsOfClass(object)});
    Append(attempts, "  ", lines);
    lines.push_back({"}"});
  }

  Lines BothSides(std::string_view forward, std::string_view reflected) const {
    Lines lines;
    AddSide(forward, "left", "right", lines);
    AddSide(reflected, "right", "left", lines);
    return lines;
  }

  // The method of the object on the left among those of one slot.
  static const ir::SpecialMethod& ForwardOf(const ir::SpecialMethod& method) {
    if (!method.reflected.empty()) return method;
    return *ir::FindSpecialMethod(
        "__" + std::string(ir::WithoutUnderscores(method.name).substr(1)) + "__");
  }

  void AddBinary(const Method& method) {
    const ir::SpecialMethod& forward = ForwardOf(*method.special);
    Lines lines = BothSides(forward.name, forward.reflected);
    lines.push_back({"return glue::NotImplemented();"});
    DefineSlot(forward.slot, Path() + " on either side of " + std::string(forward.name),
               "PyObject*", "PyObject* left, PyObject* right", std::move(lines));
  }

  void AddPower() {
    Lines lines = {{"if (modulus == Py_None) {"}};
    Append(BothSides("__pow__", "__rpow__"), "  ", lines);
    lines.push_back({"}"});
    if (const Method* const power = Find("__pow__")) {
      const Lines attempts = AttemptsOn(*power, "left", {"right", "modulus"});
      if (!attempts.empty()) {
        lines.push_back({IsOfClass("left")});
        Append(attempts, "  ", lines);
        lines.push_back({"}"});
      }
    }
    lines.push_back({"return glue::NotImplemented();"});
    DefineSlot("nb_power", Path() + " on either side of __pow__", "PyObject*",
               "PyObject* left, PyObject* right, PyObject* modulus", std::move(lines));
  }

  void AddInPlace(const Method& method) {
    Lines lines = AttemptsOn(method, "self", {"other"});
    if (!EndsInReturn(lines)) lines.push_back({"return glue::NotImplemented();"});
    const bool is_power = method.special->name == "__ipow__";
    DefineSlot(
        method.special->slot, std::string(method.special->name) + " of " + Path(), "PyObject*",
        is_power ? "PyObject* self, PyObject* other, PyObject*" : "PyObject* self, PyObject* other",
        std::move(lines));
  }

  // --- Comparison ---

  void AddCase(std::string_view name, const Lines& attempts, Lines& lines) const {
    lines.push_back({"  case " + std::string(ir::ComparisonConstant(name)) + ":"});
    Append(attempts, "    ", lines);
    if (!EndsInReturn(attempts)) lines.push_back({"    break;"});
  }

  // As in Python, what is not equal is what is not `==`, where nothing else says so.
  void AddComparison() {
    Lines lines = {{"switch (operation) {"}};
    for (const std::string_view name :
         {"__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"}) {
      if (const Method* const method = Find(name)) {
        AddCase(name, AttemptsOn(*method, "self", {"other"}), lines);
      } else if (const Method* const equal = Find("__eq__"); equal != nullptr && name == "__ne__") {
        const auto invert = [](const std::string& wrapper) {
          return "return glue::Inverted(" + wrapper + "(self, other));";
        };
        AddCase(name, Attempts(*equal, {"other"}, invert), lines);
      }
    }
    lines.push_back({"}"});
    lines.push_back({"return glue::NotImplemented();"});
    DefineSlot("tp_richcompare", "how " + Path() + " compares", "PyObject*",
               "PyObject* self, PyObject* other, int operation", std::move(lines));
  }

  // CPython takes what compares and says nothing of a hash for unhashable, be it without `==`.
  void AddHash() {
    if (node_.is_unhashable) {
      AddRow("tp_hash", "&PyObject_HashNotImplemented");
    } else if (Find("__hash__") == nullptr && HasRow("tp_richcompare")) {
      AddRow("tp_hash", "&glue::HashOfIdentity");
    }
  }

  bool HasRow(std::string_view slot) const {
    return std::ranges::find(rows_, slot, &TypeSlotView::slot) != rows_.end();
  }

  // --- Containers ---

  static bool TakesIntegers(const Method& method) {
    return std::ranges::any_of(method.functions, [](const Function* function) {
      const ir::Argument& key = function->signature.arguments[0];
      return ir::AsInteger(function->parameters[key.parameter].type.type) != nullptr;
    });
  }

  // The wrapper that takes an index, or an empty name.
  static std::string Indexed(const Method& method) {
    for (std::size_t i = 0; i < method.functions.size(); ++i) {
      if (method.functions[i]->by_index) return method.wrappers[i];
    }
    return {};
  }

  void AddContains(const Method& method) {
    if (method.is_one()) return AddRow("sq_contains", "&" + method.wrappers[0]);
    DefineSlot("sq_contains", "__contains__ of " + Path(), "int", "PyObject* self, PyObject* value",
               Whole(method, {"value"}));
  }

  // What takes keys that are no indexes.
  void AddKeys(const Method& method, const std::vector<std::string>& operands, Lines& lines) const {
    if (method.is_one() && TakesIntegers(method)) return Append(Whole(method, operands), "", lines);
    std::string arguments = "self";
    for (const std::string& operand : operands) arguments += ", " + operand;
    const auto call = [&](const std::string& wrapper) {
      return "return glue::OrKeyError(" + wrapper + "(" + arguments + "), key);";
    };
    if (method.is_one()) {
      lines.push_back({call(method.wrappers[0])});
      return;
    }
    const Lines attempts = Attempts(method, operands, call);
    Append(attempts, "", lines);
    if (!EndsInReturn(attempts)) lines.push_back({Refusal(method, "key")});
  }

  std::string LengthWrapper() const { return Find("__len__")->wrappers[0]; }

  void AddSubscript(const Method& method) {
    const std::string item = Indexed(method);
    Lines lines;
    if (!item.empty()) {
      const std::string call =
          "return glue::ItemOrSlice<&" + LengthWrapper() + ", &" + item + ">(self, key);";
      if (method.is_one()) {
        lines.push_back({call});
      } else {
        lines.push_back({"if (glue::IsIndexOrSlice(key)) " + call});
        AddKeys(method, {"key"}, lines);
      }
      AddRow("sq_item", "&" + item);
    } else {
      AddKeys(method, {"key"}, lines);
    }
    DefineSlot("mp_subscript", "__getitem__ of " + Path(), "PyObject*",
               "PyObject* self, PyObject* key", std::move(lines));
    // The old way to iterate counts from 0 until there is no item.
    if (item.empty() && TakesIntegers(method))
      AddRow("sq_item", "&glue::ItemAt<&" + SlotFunction("mp_subscript") + ">");
  }

  void AddSetItem() {
    Lines lines;
    const Method* const remove = Find("__delitem__");
    const Method* const assign = Find("__setitem__");
    if (remove == nullptr) {
      lines.push_back({"if (value == nullptr) return glue::CannotDeleteItem(self);"});
    } else {
      lines.push_back({"if (value == nullptr) {"});
      Lines inner;
      AddKeys(*remove, {"key"}, inner);
      Append(inner, "  ", lines);
      lines.push_back({"}"});
    }
    if (assign == nullptr) {
      lines.push_back({"return glue::CannotAssignItem(self);"});
    } else if (const std::string item = Indexed(*assign); !item.empty()) {
      const std::string call =
          "return glue::AssignItem<&" + LengthWrapper() + ", &" + item + ">(self, key, value);";
      if (assign->is_one()) {
        lines.push_back({call});
      } else {
        lines.push_back({"if (glue::IsIndexOrSlice(key)) " + call});
        AddKeys(*assign, {"key", "value"}, lines);
      }
    } else {
      AddKeys(*assign, {"key", "value"}, lines);
    }
    DefineSlot("mp_ass_subscript", "__setitem__ and __delitem__ of " + Path(), "int",
               "PyObject* self, PyObject* key, PyObject* value", std::move(lines));
  }

  // --- Attributes and descriptors ---

  void AddGetAttribute(const Method& method) {
    DefineSlot("tp_getattro", "attributes of " + Path(), "PyObject*",
               "PyObject* self, PyObject* name",
               {{"return glue::GetAttribute(self, name, &" + method.wrappers[0] + ");"}});
  }

  // `set` and `remove`, one of which may not be there, share a slot.
  Lines SetOrDelete(const Method* set, const Method* remove, const std::string& key,
                    const std::string& cannot_set, const std::string& cannot_delete) const {
    const auto call = [&](const Method& method, const std::string& arguments) {
      return method.wrappers[0] + "(self, " + arguments + ")";
    };
    return {{"if (value == nullptr) return " +
             (remove == nullptr ? cannot_delete : call(*remove, key)) + ";"},
            {"return " + (set == nullptr ? cannot_set : call(*set, key + ", value")) + ";"}};
  }

  // A method that returns false leaves the attribute to CPython.
  void AddSetAttribute() {
    const Method* const set = Find("__setattr__");
    const Method* const remove = Find("__delattr__");
    Lines lines;
    if (remove != nullptr) {
      lines.push_back({"if (value == nullptr) return glue::OrSetAttribute(" + remove->wrappers[0] +
                       "(self, name), self, name, value);"});
    }
    if (set != nullptr) {
      lines.push_back({"if (value != nullptr) return glue::OrSetAttribute(" + set->wrappers[0] +
                       "(self, name, value), self, name, value);"});
    }
    lines.push_back({"return PyObject_GenericSetAttr(self, name, value);"});
    DefineSlot("tp_setattro", "attributes of " + Path(), "int",
               "PyObject* self, PyObject* name, PyObject* value", std::move(lines));
  }

  void AddDescriptorGet(const Method& method) {
    DefineSlot("tp_descr_get", "__get__ of " + Path(), "PyObject*",
               "PyObject* self, PyObject* instance, PyObject* owner",
               {{"return " + method.wrappers[0] +
                 "(self, glue::OrNone(instance), glue::OrNone(owner));"}});
  }

  void AddDescriptorSet() {
    DefineSlot("tp_descr_set", "__set__ and __delete__ of " + Path(), "int",
               "PyObject* self, PyObject* instance, PyObject* value",
               SetOrDelete(Find("__set__"), Find("__delete__"), "instance",
                           "glue::NoSpecialMethod(self, \"__set__\")",
                           "glue::NoSpecialMethod(self, \"__delete__\")"));
  }

  // --- Ranges, and what is shown ---

  void AddRange(const ir::Range& range) {
    RangeView view;
    view.location = ShortLocation(range.location);
    view.cpp_type = node_.name;
    view.class_type = node_.qualified_name;
    view.target_type = RangeType(node_);
    view.item_type = ir::CppSpelling(range.item.type, parts_.module);
    view.locks_iterator = parts_.module.is_free_threaded;
    view.is_locked = TakesLock(node_, parts_.module);
    view.locked_object = LockedObject("self", node_);
    view.locked_range = LockedObject("range.get()", node_);
    view.borrow_type = BorrowType(node_, range.is_const);
    view.is_borrowed = node_.is_borrow_checked;
    view.makes_views = ir::ViewClassIn(range.item.type, parts_.module) != nullptr;
    view.uses_range = view.is_locked || view.is_borrowed || view.makes_views;
    const auto take = [&](const char* suffix) { return parts_.names.Take(identifier_ + suffix); };
    view.iterate = take("_iterate");
    view.next = take("_iterator_next");
    view.slots = take("_iterator_slots");
    view.spec = take("_iterator_spec");
    view.add = take("_iterator_add");
    view.type = take("_iterator_type");
    view.spec_name = StringLiteral(parts_.module.name + "." + node_.python_name + "_iterator");
    definitions_.push_back({RenderPart(kRangeTemplate, view)});
    parts_.view.state.push_back({"PyTypeObject* " + view.type});
    parts_.view.objects.push_back({view.type});
    parts_.view.additions.push_back({view.add});
    AddRow("tp_iter", "&" + view.iterate);
  }

  // Those of bound bases come first.
  std::vector<ShownField> WithInherited(const std::vector<ShownField>& own) const {
    std::vector<ShownField> fields;
    for (const ir::ClassId id : ir::AncestorsOf(scope_.id, parts_.module)) {
      for (const ir::Field& field : parts_.module.classes[id.index].fields) {
        if (!field.is_exported || field.is_static || field.name.empty()) continue;
        fields.push_back({field.python_name,
                          "py_" + IdentifierOf(id, parts_.module) + "_get_" + field.python_name});
      }
    }
    fields.insert(fields.end(), own.begin(), own.end());
    return fields;
  }

  void AddRepr(const std::vector<ShownField>& shown) {
    DefineSlot("tp_repr", Path() + " with its fields", "PyObject*", "PyObject* self",
               LinesWithFields(shown, "glue::ShowFields"));
  }

  ClassScope scope_;
  const ir::Class& node_;
  std::string identifier_;
  GlueParts& parts_;
  std::vector<TextView>& definitions_;
  std::vector<Method> methods_;
  std::vector<TypeSlotView> rows_;
};

}  // namespace

std::vector<LineView> LinesWithFields(const std::vector<ShownField>& fields,
                                      const std::string& function) {
  Lines lines = {{"static constexpr glue::ShownField kFields[] = {"}};
  for (const ShownField& field : fields) {
    lines.push_back({"    {" + StringLiteral(field.name) + ", &" + field.getter + "},"});
  }
  lines.push_back({"};"});
  lines.push_back({"return " + function + "(self, kFields, std::size(kFields));"});
  return lines;
}

std::vector<TypeSlotView> DefineProtocols(const ClassScope& scope,
                                          const std::vector<ShownField>& shown, GlueParts& parts,
                                          std::vector<TextView>& definitions) {
  return ProtocolMaker(scope, parts, definitions).Make(shown);
}

}  // namespace ferrule::render
