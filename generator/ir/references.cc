#include "generator/ir/references.h"

#include <algorithm>
#include <set>
#include <variant>

#include "generator/ir/inheritance.h"
#include "generator/ir/type_table.h"

namespace ferrule::ir {
namespace {

// A search through what objects are made of: true for a type that answers the question itself, else
// what its parts say. Each class is looked into once, since one may own its own kind.
template <class Question>
class Search {
 public:
  Search(Question question, const Module& module) : question_(question), module_(module) {}

  bool In(const Type& type) {
    if (question_.IsAnsweredBy(type)) return true;
    if (const auto* instance = type.As<Template>()) {
      return OwnsArguments(instance->kind) &&
             std::ranges::any_of(instance->arguments,
                                 [&](const Type& argument) { return In(argument); });
    }
    if (const auto* ref = type.As<ClassRef>()) return In(ref->id);
    if (const auto* outcome = type.As<Outcome>())
      return Question::kInOutcomes && In(*outcome->value);
    if (const auto* custom = type.As<Custom>()) return In(custom->record);
    if (const auto* unsupported = type.As<Unsupported>()) return In(unsupported->record);
    return false;
  }

  bool In(ClassId id) {
    if (!classes_.insert(id).second) return false;
    const Class& node = module_.classes[id.index];
    if (question_.IsAnsweredBy(node)) return true;
    const auto in_base = [&](const Base& base) { return base.bound && In(*base.bound); };
    return std::ranges::any_of(node.fields,
                               [&](const Field& field) {
                                 return IsPartOfObject(field) &&
                                        (question_.IsAnsweredBy(field) || In(field.type));
                               }) ||
           std::ranges::any_of(node.bases, in_base);
  }

 private:
  bool In(const std::optional<RecordId>& id) {
    if (!id || !records_.insert(*id).second) return false;
    return std::ranges::any_of(module_.records[id->index].parts, [&](const Record::Part& part) {
      return question_.IsAnsweredBy(part) || In(part.type);
    });
  }

  Question question_;
  const Module& module_;
  std::set<ClassId> classes_;
  std::set<RecordId> records_;
};

struct DoesItHoldReferences {
  static constexpr bool kInOutcomes = false;

  bool IsAnsweredBy(const Type& type) const {
    if (const auto* handle = type.As<Handle>()) return handle->kind != HandleKind::kBorrowed;
    if (const auto* instance = type.As<Template>()) return OwnsPythonHalf(*instance, module);
    const auto* callback = type.As<Callback>();
    return callback != nullptr && MayHoldCallable(*callback);
  }
  // Of another module's class, its home knows more than the fields.
  bool IsAnsweredBy(const Class& node) const {
    return !node.traverses.empty() || (!node.home.empty() && node.holds_references);
  }
  bool IsAnsweredBy(const Field&) const { return false; }
  bool IsAnsweredBy(const Record::Part&) const { return false; }

  const Module& module;
};

struct DoesItHoldAny : DoesItHoldReferences {
  static constexpr bool kInOutcomes = true;

  using DoesItHoldReferences::IsAnsweredBy;
  bool IsAnsweredBy(const Type& type) const {
    const auto* custom = type.As<Custom>();
    const auto* unsupported = type.As<Unsupported>();
    return DoesItHoldReferences::IsAnsweredBy(type) ||
           (custom != nullptr && custom->holds_references) ||
           (unsupported != nullptr && unsupported->holds_references);
  }
};

struct DoesItChange {
  static constexpr bool kInOutcomes = false;

  // A std::unique_ptr to what is const is the exception that nobody needs.
  bool IsAnsweredBy(const Type& type) const {
    if (const auto* handle = type.As<Handle>()) return handle->kind == HandleKind::kSharedPy;
    if (const auto* instance = type.As<Template>())
      return IsSmartPointer(instance->kind) && HoldsReferences(type, module);
    const auto* callback = type.As<Callback>();
    return callback != nullptr && MayHoldCallable(*callback);
  }
  // What the generator does not see stands behind pointers.
  bool IsAnsweredBy(const Class& node) const {
    return !node.traverses.empty() || (!node.home.empty() && node.holds_references);
  }
  bool IsAnsweredBy(const Field& field) const {
    return field.is_mutable && HoldsReferences(field.type, module);
  }
  bool IsAnsweredBy(const Record::Part& part) const {
    return part.is_mutable && HoldsReferences(part.type, module);
  }

  const Module& module;
};

}  // namespace

bool IsPartOfObject(const Field& field) {
  return !field.is_static && field.passing == Passing::kValue;
}

bool IsShownByFunction(const Field& field, const Class& node, const Module& module) {
  const auto is_owner = [&](const Function& function) {
    const std::string& base = function.inherited_from;
    return (base.empty() ? node.qualified_name : base) == field.owner;
  };
  return std::ranges::any_of(node.traverses, is_owner) ||
         std::ranges::any_of(node.bases, [&](const Base& base) {
           return base.bound && IsShownByFunction(field, module.classes[base.bound->index], module);
         });
}

bool HoldsReferences(const Type& type, const Module& module) {
  return Search(DoesItHoldReferences{module}, module).In(type);
}
bool HoldsReferences(ClassId id, const Module& module) {
  return Search(DoesItHoldReferences{module}, module).In(id);
}

bool HoldsAnyReferences(const Type& type, const Module& module) {
  return Search(DoesItHoldAny{{module}}, module).In(type);
}
bool HoldsAnyReferences(ClassId id, const Module& module) {
  return Search(DoesItHoldAny{{module}}, module).In(id);
}

bool ChangesWhenConst(ClassId id, const Module& module) {
  return Search(DoesItChange{module}, module).In(id);
}

}  // namespace ferrule::ir
