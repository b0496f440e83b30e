#include "generator/check/changes.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "generator/check/annotations.h"
#include "generator/check/imports.h"
#include "generator/check/words.h"
#include "generator/ir/inheritance.h"
#include "generator/ir/pointee.h"
#include "generator/ir/type_table.h"

namespace ferrule::check {
namespace {

using ir::ClassId;
using ir::Function;
using ir::Role;
using ir::TemplateKind;

// Something by which Python can change objects of a class.
struct Way {
  ClassId of;
  std::string problem;
  std::string help;
  diag::Location location;
};

// Whether the function may change an object that it is handed like this.
bool MayChange(const ir::PassedType& type) {
  return type.passing == ir::Passing::kRef || type.passing == ir::Passing::kPointer;
}

bool HandsOn(const ir::Template& instance) {
  return (ir::IsSmartPointer(instance.kind) || instance.kind == TemplateKind::kReferenceWrapper) &&
         !instance.has_const_element;
}

class WaySearch {
 public:
  explicit WaySearch(const ir::Module& module) : module_(module) {}

  std::vector<Way> Find() {
    AddSets(module_.function_sets, module_.functions);
    for (std::size_t i = 0; i < module_.classes.size(); ++i) AddClass({i}, module_.classes[i]);
    return std::move(ways_);
  }

 private:
  void AddSets(const std::vector<ir::OverloadSet>& sets, const std::vector<Function>& functions) {
    for (const ir::OverloadSet& set : sets) {
      for (const std::size_t index : set.functions) AddParameters(functions[index]);
    }
  }

  void AddClass(ClassId id, const ir::Class& node) {
    if (node.constructor_set) AddSets({*node.constructor_set}, node.constructors);
    AddSets(node.method_sets, node.methods);
    for (const ir::OverloadSet& set : node.method_sets) {
      for (const std::size_t index : set.functions) AddMethod(id, node.methods[index]);
    }
    for (const ir::Property& property : node.properties) {
      AddMethod(id, node.methods[property.getter]);
      if (property.setter) AddMethod(id, node.methods[*property.setter]);
    }
    for (const ir::Field& field : node.fields) AddField(id, field);
    if (node.range && !node.range->is_const) {
      ways_.push_back({id, "the begin() that iterates over it is not const",
                       "make it const, or leave it out with FERRULE_SKIP()", node.range->location});
    }
  }

  void AddMethod(ClassId id, const Function& method) {
    const bool has_object = method.role == Role::kMethod || method.role == Role::kCall ||
                            method.role == Role::kSlot || method.role == Role::kGetter ||
                            method.role == Role::kSetter;
    const bool is_member = !ir::IsFree(method.kind);
    if (has_object && is_member && (!method.is_const || method.role == Role::kSetter)) {
      const std::string reason =
          method.role == Role::kSetter ? " sets a part of it" : " is not const";
      const std::string help = method.role == Role::kSetter ? "" : "make it const, or ";
      ways_.push_back(
          {id, Describe(method) + reason, help + HowToLeaveOut(method), method.location});
    } else if (method.is_kept_by_self && ShowsWhatChanges(method)) {
      ways_.push_back({id, DescribeResult(method) + " is a part of it that can change",
                       "write `returns = copy`, or " + HowToLeaveOut(method), method.location});
    }
  }

  // Python knows no const objects.
  bool ShowsWhatChanges(const Function& method) const {
    if (method.returns == ir::Returns::kView) return MayChange(method.result);
    const auto* const part = method.result.type.As<ir::ClassRef>();
    return part != nullptr && !module_.classes[part->id.index].is_frozen;
  }

  void AddField(ClassId id, const ir::Field& field) {
    if (!field.is_exported || field.is_static) return;
    if (!field.is_read_only) {
      ways_.push_back(
          {id, Describe(field) + " can be assigned", "remove `readonly = False`", field.location});
      if (const ir::ClassRef* const owned = ir::OwnedBy(field)) {
        ways_.push_back({owned->id, Describe(field) + " takes it away",
                         "write FERRULE_FIELD(readonly)", field.location});
      }
    } else if (ShowsWhatChanges(field)) {
      ways_.push_back({id, Describe(field) + " is a part of it that can change",
                       field.is_view ? "make it const, or remove `view`" : "write `returns = copy`",
                       field.location});
    }
  }

  bool ShowsWhatChanges(const ir::Field& field) const {
    if (field.is_view) return !field.is_const;
    const auto* const part = field.type.As<ir::ClassRef>();
    return field.is_live && part != nullptr && !module_.classes[part->id.index].is_frozen;
  }

  void AddParameters(const Function& function) {
    for (std::size_t i = 0; i < function.parameters.size(); ++i) {
      const ir::Parameter& parameter = function.parameters[i];
      if (parameter.use != ir::ParameterUse::kArgument &&
          parameter.use != ir::ParameterUse::kObject)
        continue;
      if (const auto* object = parameter.type.type.As<ir::ClassRef>();
          object != nullptr && MayChange(parameter.type)) {
        AddParameter(object->id, function, i);
      }
      AddPointers(parameter.type.type, function, i);
    }
  }

  // What is given away is changed, too: its instance has no object afterwards.
  void AddPointers(const ir::Type& type, const Function& function, std::size_t index) {
    if (type.Is<ir::Callback>()) return;  // it gets objects of C++'s
    if (const auto* pointer = type.As<ir::Template>(); pointer != nullptr && HandsOn(*pointer)) {
      if (const auto* object = pointer->arguments[0].As<ir::ClassRef>())
        AddParameter(object->id, function, index);
    }
    ir::ForEachPart(type, [&](const ir::Type& part) { AddPointers(part, function, index); });
  }

  void AddParameter(ClassId id, const Function& function, std::size_t index) {
    ways_.push_back({id, DescribeParameter(function, index) + " is not const",
                     "take it by reference to const, or " + HowToLeaveOut(function),
                     function.parameters[index].location});
  }

  const ir::Module& module_;
  std::vector<Way> ways_;
};

// Hands on to the whole family what is true of one. Bases come in any order.
template <class Get>
void SpreadToFamily(ir::Module& module, Get get) {
  for (bool is_settled = false; !is_settled;) {
    is_settled = true;
    for (ir::Class& node : module.classes) {
      for (const ClassId base : node.python_bases) {
        bool& here = get(node);
        bool& there = get(module.classes[base.index]);
        if (here == there) continue;
        here = there = true;
        is_settled = false;
      }
    }
  }
}

// A base that changes would change what is derived from it, and the other way round.
void CheckFrozenFamily(const ir::Class& node, const ir::Module& module, diag::Sink& sink) {
  for (const ClassId id : node.python_bases) {
    const ir::Class& base = module.classes[id.index];
    if (base.is_frozen == node.is_frozen) continue;
    const ir::Class& other = node.is_frozen ? base : node;
    sink.Report(diag::Code::kFrozenClass, node.location,
                {{"problem", Describe(node) +
                                 (node.is_frozen ? " is frozen, and its base '"
                                                 : " is not frozen, and its base '") +
                                 base.qualified_name + (node.is_frozen ? "' is not" : "' is")},
                 {"help", "write `frozen` at '" + other.qualified_name + "', too"}});
  }
}

void ReadWords(ir::Class& node, diag::Sink& sink) {
  node.is_synchronized = TruthOf(node.annotations, "synchronized").value_or(false);
  node.is_borrow_checked = TruthOf(node.annotations, "borrow_checked").value_or(false);
  for (ir::Function& method : node.methods) {
    method.is_synchronized = TruthOf(method.annotations, "synchronized").value_or(false);
  }
  if (!node.is_frozen) return;
  for (const char* const key : {"borrow_checked", "synchronized"}) {
    if (!TruthOf(node.annotations, key).value_or(false)) continue;
    sink.Report(diag::Code::kBadValue, FindArgument(node.annotations, key)->location,
                {{"value", "True"},
                 {"key", key},
                 {"macro", "FERRULE_CLASS"},
                 {"help", "remove it: nothing changes an object of a frozen class"}});
  }
  node.is_borrow_checked = false;
}

}  // namespace

void SettleUses(ir::Module& module, diag::Sink& sink) {
  for (ir::Class& node : module.classes) {
    if (!IsImported(node)) ReadWords(node, sink);
  }
  for (const ir::Class& node : module.classes) CheckFrozenFamily(node, module, sink);
  SpreadToFamily(module, [](ir::Class& node) -> bool& { return node.is_borrow_checked; });
}

void SettleChanges(ir::Module& module, diag::Sink& sink) {
  for (ir::Class& node : module.classes) {
    // What a const method does with such a member is its own business, and known to nobody.
    const bool has_mutable = std::ranges::any_of(node.fields, &ir::Field::is_mutable);
    node.can_change = !node.is_frozen && (IsImported(node) || has_mutable);
  }
  for (const Way& way : WaySearch(module).Find()) {
    ir::Class& node = module.classes[way.of.index];
    if (!node.is_frozen) {
      node.can_change = true;
      continue;
    }
    const std::string subject = "'" + node.qualified_name + "' is frozen, and ";
    sink.Report(diag::Code::kFrozenClass, way.location,
                {{"problem", subject + way.problem}, {"help", way.help}})
        .notes.push_back(
            {IsImported(node) ? node.location : FindArgument(node.annotations, "frozen")->location,
             "the class says that it is frozen"});
  }
  SpreadToFamily(module, [](ir::Class& node) -> bool& { return node.can_change; });
}

}  // namespace ferrule::check
