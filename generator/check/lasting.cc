#include "generator/check/lasting.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "generator/check/annotations.h"
#include "generator/check/imports.h"
#include "generator/check/words.h"
#include "generator/ir/inheritance.h"
#include "generator/ir/pointee.h"
#include "generator/ir/references.h"
#include "generator/ir/type_table.h"

namespace ferrule::check {
namespace {

// --- Fields ---

const ir::ClassRef* PartOf(const ir::Field& field) {
  const bool is_part =
      field.is_exported && !field.is_static && field.passing == ir::Passing::kValue;
  return is_part ? field.type.As<ir::ClassRef>() : nullptr;
}

// `view`: what is no container cannot be shown.
void SettleView(ir::Field& field, diag::Sink& sink) {
  const ir::AnnotationArgument* const written = FindArgument(field.annotations, "view");
  if (written == nullptr || !TruthOf(field.annotations, "view").value_or(false)) return;
  const bool is_part =
      field.is_exported && !field.is_static && field.passing == ir::Passing::kValue;
  field.is_view = is_part && !ir::ViewPattern(field.type, field.is_const).empty();
  if (field.is_view || !field.is_exported) return;
  sink.Report(
      diag::Code::kBadValue, written->value_location,
      {{"value", written->value.value_or("True")},
       {"key", "view"},
       {"macro", "FERRULE_FIELD"},
       {"help",
        "remove it: only arrays of values, std::vector, std::deque, std::array, maps and sets "
        "have views"}});
}

// What a field points or refers to: by the word on it, or else the one on the module.
void SettleReferred(ir::Field& field, const ir::Module& module) {
  const ir::AnnotationArgument* word = FindArgument(field.annotations, "returns");
  if (word == nullptr) word = FindArgument(module.settings, "returns");
  const std::string returns = word == nullptr ? "" : word->value.value_or("");
  if (returns == "reference") {
    field.returns = ir::Returns::kReference;
  } else if (returns == "copy" || field.passing == ir::Passing::kConstRef) {
    field.returns = ir::Returns::kCopy;
  }
  const bool is_pointer =
      field.passing == ir::Passing::kPointer || field.passing == ir::Passing::kConstPointer;
  if (!is_pointer || field.is_const || field.returns != ir::Returns::kReference)
    field.is_read_only = true;
}

// What a field owns by a pointer stays its own while Python refers to it.
void SettleOwned(ir::Field& field, const ir::Class& node, diag::Sink& sink) {
  field.is_live = !IsImported(node) || node.is_referable;
  if (field.is_const) field.is_read_only = true;
  const ir::AnnotationArgument* const written = FindArgument(field.annotations, "returns");
  if (written == nullptr || written->value == "reference") return;
  sink.Report(diag::Code::kBadValue, written->value_location,
              {{"value", written->value.value_or("")},
               {"key", "returns"},
               {"macro", "FERRULE_FIELD"},
               {"help", "remove it: what a std::unique_ptr owns is referred to"}});
}

void SettleField(ir::Field& field, const ir::Module& module, diag::Sink& sink) {
  SettleView(field, sink);
  if (ir::ReferredBy(field) != nullptr) return SettleReferred(field, module);
  if (const ir::ClassRef* const owned = ir::OwnedBy(field))
    return SettleOwned(field, module.classes[owned->id.index], sink);
  const ir::AnnotationArgument* const written = FindArgument(field.annotations, "returns");
  const std::string returns = written == nullptr ? "" : written->value.value_or("");
  const ir::ClassRef* const part = PartOf(field);
  const bool is_reference = returns == "reference";
  if (written != nullptr && (part == nullptr || (is_reference && field.is_const))) {
    sink.Report(diag::Code::kBadValue, written->value_location,
                {{"value", returns},
                 {"key", "returns"},
                 {"macro", "FERRULE_FIELD"},
                 {"help", part == nullptr ? "remove it: only a field of a bound class can be other "
                                            "than a copy"
                                          : "remove it: what is const can only be copied"}});
  }
  if (part == nullptr) return;
  const ir::Class& node = module.classes[part->id.index];
  field.is_live = !field.is_const && (is_reference || (!field.is_read_only && returns != "copy"));
  if (IsImported(node) && !node.is_referable && !is_reference) field.is_live = false;
  const ir::ClassTraits& traits = node.traits;
  // A class says that it can be assigned where a member of it takes what it would have to copy.
  if (!traits.is_copy_assignable || !traits.is_copy_constructible) field.is_read_only = true;
}

// The class of what Python gets a reference to; null for what is no such field.
const ir::ClassRef* LiveObjectOf(const ir::Field& field) {
  if (field.returns == ir::Returns::kReference) return ir::ReferredBy(field);
  if (!field.is_live) return nullptr;
  const ir::ClassRef* const owned = ir::OwnedBy(field);
  return owned != nullptr ? owned : PartOf(field);
}

// --- Classes ---

// With all classes that are derived from it.
std::vector<ir::ClassId> WithDerived(ir::ClassId id, const ir::Module& module) {
  std::vector<ir::ClassId> classes = {id};
  for (std::size_t i = 0; i < module.classes.size(); ++i) {
    const std::vector<ir::ClassId> ancestors = ir::AncestorsOf({i}, module);
    if (std::ranges::find(ancestors, id) != ancestors.end()) classes.push_back({i});
  }
  return classes;
}

// Whether an instance can come to hold what refers to it: by a reference in C++, or by an attribute
// that a class derived in Python has.
bool CanHold(ir::ClassId id, const ir::Module& module) {
  return std::ranges::any_of(WithDerived(id, module), [&](ir::ClassId derived) {
    const ir::Class& node = module.classes[derived.index];
    return node.is_subclassable || node.has_dict || ir::HoldsReferences(derived, module);
  });
}

// What refers to an object keeps the instance that this is a part of, be it a part of a part.
bool ClosesCycles(const Lasting& lasting, const ir::Module& module) {
  return !lasting.owner || module.classes[lasting.owner->index].is_collected ||
         CanHold(*lasting.owner, module);
}

// --- Functions ---

// What is kept by whoever keeps the result of a function.
void AddResult(const ir::Function& function, std::optional<ir::ClassId> self,
               std::vector<Lasting>& all) {
  if (function.returns != ir::Returns::kReference) return;  // a view is no instance
  const ir::ClassId object = function.result.type.As<ir::ClassRef>()->id;
  const auto add = [&](std::optional<ir::ClassId> owner) {
    all.push_back({owner, object, DescribeResult(function), function.location});
  };
  if (function.is_kept_by_self) add(self);
  for (const ir::Parameter& parameter : function.parameters) {
    if (parameter.keeper != ir::Keeper::kResult) continue;
    const auto* const owner = parameter.type.type.As<ir::ClassRef>();
    add(owner == nullptr ? std::nullopt : std::optional(owner->id));
  }
}

}  // namespace

std::vector<Lasting> FindLasting(const ir::Module& module) {
  std::vector<Lasting> all;
  for (std::size_t i = 0; i < module.classes.size(); ++i) {
    for (const ir::Field& field : module.classes[i].fields) {
      if (const ir::ClassRef* const object = LiveObjectOf(field))
        all.push_back({ir::ClassId{i}, object->id, Describe(field), field.location});
    }
    for (const ir::Function& method : module.classes[i].methods)
      AddResult(method, ir::ClassId{i}, all);
  }
  for (const ir::Function& function : module.functions) AddResult(function, std::nullopt, all);
  return all;
}

namespace {

// What is derived from a class may be changed as that, and what is changed as a part may be more.
void SettleIterableParts(const std::vector<Lasting>& all, ir::Module& module) {
  const auto is_iterable = [&](ir::ClassId id) {
    const ir::Class& node = module.classes[id.index];
    return node.range || node.has_iterable_parts;
  };
  for (bool is_settled = false; !is_settled;) {
    is_settled = true;
    for (const Lasting& lasting : all) {
      if (!lasting.owner || std::ranges::none_of(WithDerived(lasting.object, module), is_iterable))
        continue;
      std::vector<ir::ClassId> owners = ir::AncestorsOf(*lasting.owner, module);
      owners.push_back(*lasting.owner);
      for (const ir::ClassId id : owners) {
        ir::Class& owner = module.classes[id.index];
        is_settled = is_settled && owner.has_iterable_parts;
        owner.has_iterable_parts = true;
      }
    }
  }
}

// The instances of a class that another module binds have room for a reference to what others keep,
// or they have not.
void CheckImported(const Lasting& lasting, const ir::Module& module, diag::Sink& sink) {
  const ir::Class& node = module.classes[lasting.object.index];
  if (!IsImported(node) || node.is_referable) return;
  sink.Report(
      diag::Code::kNoPythonForm, lasting.location,
      {{"what", lasting.subject},
       {"reason", "it refers to an object of '" + node.qualified_name + "', which module '" +
                      node.home + "' binds without room for references in its instances"},
       {"help", "write `returns = copy`"}});
}

bool KeepsArguments(const ir::Class& node) {
  if (node.is_view) return true;
  const auto keeps = [](const ir::Function& function) {
    return std::ranges::any_of(function.parameters, [](const ir::Parameter& parameter) {
      return parameter.keeper == ir::Keeper::kSelf;
    });
  };
  return std::ranges::any_of(node.constructors, keeps) ||
         std::ranges::any_of(node.methods, keeps) ||
         std::ranges::any_of(node.fields, ir::KeepsPointee);
}

// What is derived from a class has its methods.
void SettleKeeping(ir::Module& module) {
  for (std::size_t i = 0; i < module.classes.size(); ++i) {
    if (!KeepsArguments(module.classes[i])) continue;
    for (const ir::ClassId id : WithDerived({i}, module))
      module.classes[id.index].keeps_arguments = true;
  }
}

}  // namespace

void CheckKeeping(const ir::Module& module, diag::Sink& sink) {
  for (const ir::Class& node : module.classes) {
    if (node.storage != ir::Storage::kShared) continue;
    const auto check = [&](const ir::Function& function) {
      for (std::size_t i = 0; i < function.parameters.size(); ++i) {
        if (function.parameters[i].keeper != ir::Keeper::kSelf) continue;
        sink.Report(diag::Code::kBadParameter, function.parameters[i].location,
                    {{"problem", DescribeParameter(function, i) +
                                     " is to be kept by its object, which C++ shares: it may have "
                                     "the object longer than Python keeps the argument"},
                     {"help", "take a std::shared_ptr, which C++ keeps itself"}});
      }
    };
    std::ranges::for_each(node.constructors, check);
    std::ranges::for_each(node.methods, check);
    for (const ir::Field& field : node.fields) {
      if (!ir::KeepsPointee(field)) continue;
      sink.Report(diag::Code::kBadParameter, field.location,
                  {{"problem", Describe(field) +
                                   " is to point to what its object keeps, which C++ shares: it "
                                   "may have the object longer than Python keeps that"},
                   {"help", "write FERRULE_FIELD(readonly), or use a std::shared_ptr"}});
    }
  }
}

void SettleLasting(ir::Module& module, diag::Sink& sink) {
  for (ir::Class& node : module.classes) {
    for (ir::Field& field : node.fields) SettleField(field, module, sink);
  }
  SettleKeeping(module);
  for (std::size_t i = 0; i < module.classes.size(); ++i) {
    ir::Class& node = module.classes[i];
    if (IsImported(node)) continue;
    node.is_collected =
        node.has_dict || node.keeps_arguments || ir::HoldsReferences(ir::ClassId{i}, module);
  }
  const std::vector<Lasting> all = FindLasting(module);
  for (const Lasting& lasting : all) CheckImported(lasting, module, sink);
  // A class may be collected because one is that refers to it: each round reaches one further.
  for (bool is_settled = false; !is_settled;) {
    is_settled = true;
    for (const Lasting& lasting : all) {
      const bool is_collected = ClosesCycles(lasting, module);
      for (const ir::ClassId id : WithDerived(lasting.object, module)) {
        ir::Class& node = module.classes[id.index];
        if (IsImported(node)) continue;
        is_settled = is_settled && node.is_referable && (node.is_collected || !is_collected);
        node.is_referable = true;
        node.is_collected = node.is_collected || is_collected;
      }
    }
  }
  SettleIterableParts(all, module);
}

}  // namespace ferrule::check
