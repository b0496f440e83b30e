#include "generator/check/bases.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "generator/check/annotations.h"
#include "generator/check/imports.h"
#include "generator/check/literal.h"
#include "generator/check/words.h"
#include "generator/ir/inheritance.h"

namespace ferrule::check {
namespace {

using ir::ClassId;

// --- What `bases = (...)` says ---

// The names between the parentheses; nothing where the key is not given.
std::optional<std::vector<std::string>> WrittenBases(const ir::Class& node) {
  const ir::AnnotationArgument* const argument = FindArgument(node.annotations, "bases");
  if (argument == nullptr || !argument->value) return std::nullopt;
  return ParseNames(*argument->value);
}

bool IsCalled(const ir::Base& base, const std::string& name) {
  return base.qualified_name == name || base.qualified_name.ends_with("::" + name);
}

// Leaves Python with those bases that are written, where some are.
void SelectBases(ir::Class& node, diag::Sink& sink) {
  const std::optional<std::vector<std::string>> written = WrittenBases(node);
  if (!written) return;
  for (const std::string& name : *written) {
    const bool is_known = std::ranges::any_of(
        node.bases, [&](const ir::Base& base) { return base.is_public && IsCalled(base, name); });
    if (is_known) continue;
    sink.Report(diag::Code::kBadValue, FindArgument(node.annotations, "bases")->value_location,
                {{"value", name},
                 {"key", "bases"},
                 {"macro", "FERRULE_CLASS"},
                 {"help", "write the names of public bases of '" + node.qualified_name + "'"}});
  }
  for (ir::Base& base : node.bases) {
    const bool is_named = std::ranges::any_of(
        *written, [&](const std::string& name) { return IsCalled(base, name); });
    if (is_named || base.shares_its_object) continue;
    base.is_public = false;  // as far as Python goes
    base.is_flattened = false;
  }
}

void ReportHidden(const ir::Class& node, diag::Sink& sink) {
  if (FindArgument(node.annotations, "bases") != nullptr) return;
  for (const ir::Base& base : node.bases) {
    if (!base.is_hidden || base.shares_its_object) continue;
    sink.Report(
        diag::Code::kNotCovered, base.location,
        {{"what", "bases that are instances of templates such as '" + base.qualified_name + "'"},
         {"help", "write FERRULE_CLASS(bases = ()) to bind '" + node.qualified_name +
                      "' without what it inherits"}});
  }
}

// --- Members of bases that are not bound ---

bool IsFlattened(const ir::Class& node, const std::string& base) {
  return std::ranges::any_of(node.bases, [&](const ir::Base& candidate) {
    return candidate.is_flattened && candidate.qualified_name == base;
  });
}

bool IsIndirect(const ir::Class& node, const std::string& base) {
  const auto found = std::ranges::find(node.bases, base, &ir::Base::qualified_name);
  return found != node.bases.end() && found->is_indirect;
}

bool HasMember(const ir::Class& node, const std::string& name) {
  return std::ranges::any_of(node.methods,
                             [&](const ir::Function& method) { return method.name == name; }) ||
         std::ranges::any_of(node.fields, [&](const ir::Field& field) {
           return field.name == name && !field.is_inherited;
         });
}

bool DeclaresMember(const ir::Class& node, const std::string& name) {
  if (std::ranges::find(node.hidden_names, name) != node.hidden_names.end()) return true;
  const auto is_own = [&](const ir::Function& method) {
    return method.name == name && (method.inherited_from.empty() || method.is_introduced);
  };
  return std::ranges::any_of(node.methods, is_own) ||
         std::ranges::any_of(node.fields, [&](const ir::Field& field) {
           return field.name == name && !field.is_inherited;
         });
}

// Whether C++ finds under `name` in the class what `base` declares: no other does that is as near.
bool IsFound(const std::string& name, const std::string& base, ClassId id,
             const ir::Module& module) {
  const ir::Class& node = module.classes[id.index];
  if (DeclaresMember(node, name)) return false;
  const bool is_indirect = IsIndirect(node, base);
  for (const ir::Function& other : node.methods) {
    if (other.name != name || other.inherited_from.empty() || other.inherited_from == base)
      continue;
    if (is_indirect || !IsIndirect(node, other.inherited_from)) return false;
  }
  return std::ranges::none_of(ir::AncestorsOf(id, module), [&](const ClassId ancestor) {
    return HasMember(module.classes[ancestor.index], name);
  });
}

void DropHiddenMembers(ClassId id, ir::Module& module) {
  ir::Class& node = module.classes[id.index];
  std::vector<bool> drops;
  for (const ir::Function& method : node.methods) {
    const bool is_inherited = !method.inherited_from.empty() && !method.is_introduced;
    drops.push_back(is_inherited && (!IsFlattened(node, method.inherited_from) ||
                                     !IsFound(method.name, method.inherited_from, id, module)));
  }
  for (ir::Field& field : node.fields) {
    if (field.is_introduced) continue;  // it is the class's own
    field.is_flattened = field.is_flattened && IsFlattened(node, field.owner) &&
                         IsFound(field.name, field.owner, id, module);
  }
  std::size_t index = 0;
  std::erase_if(node.methods, [&](const ir::Function&) { return drops[index++]; });
}

// --- Bases in Python ---

// The bound bases, but for those that others of them have for a base.
std::vector<ClassId> NearestBases(const ir::Class& node, const ir::Module& module) {
  std::vector<ClassId> bases;
  for (const ir::Base& base : node.bases) {
    if (!base.is_public || !base.bound) continue;
    if (std::ranges::find(bases, *base.bound) == bases.end()) bases.push_back(*base.bound);
  }
  std::set<ClassId> reached;
  for (const ClassId base : bases) {
    for (const ClassId ancestor : ir::AncestorsOf(base, module)) reached.insert(ancestor);
  }
  std::erase_if(bases, [&](const ClassId base) { return reached.contains(base); });
  return bases;
}

// The ways to the bases of an object; those by one virtual base are one.
class Subobjects {
 public:
  explicit Subobjects(const ir::Module& module) : module_(module) {}

  void Add(const ir::Class& node, const std::string& way) {
    for (const ir::Base& base : node.bases) {
      if (!base.bound || !base.is_public) continue;
      const std::string name = base.qualified_name;
      const std::string there = base.is_virtual ? "virtual " + name : way + "/" + name;
      if (ways_[*base.bound].insert(there).second) Add(module_.classes[base.bound->index], there);
    }
  }

  // A base of which there are several; nothing where each is there once.
  std::optional<ClassId> FindSeveral() const {
    for (const auto& [base, ways] : ways_) {
      if (ways.size() > 1) return base;
    }
    return std::nullopt;
  }

 private:
  const ir::Module& module_;
  std::map<ClassId, std::set<std::string>> ways_;
};

using Order = std::vector<ClassId>;

bool IsInTail(ClassId id, const std::vector<Order>& orders) {
  return std::ranges::any_of(orders, [id](const Order& order) {
    return order.size() > 1 && std::find(order.begin() + 1, order.end(), id) != order.end();
  });
}

// The method resolution order as CPython finds it (C3); nothing where there is none.
std::optional<Order> ResolutionOrder(ClassId id, const ir::Module& module) {
  std::vector<Order> orders;
  for (const ClassId base : module.classes[id.index].python_bases) {
    std::optional<Order> order = ResolutionOrder(base, module);
    if (!order) return std::nullopt;  // reported there
    orders.push_back(*order);
  }
  orders.push_back(module.classes[id.index].python_bases);
  Order merged = {id};
  for (;;) {
    std::erase_if(orders, [](const Order& order) { return order.empty(); });
    if (orders.empty()) return merged;
    const auto good = std::ranges::find_if(
        orders, [&](const Order& order) { return !IsInTail(order.front(), orders); });
    if (good == orders.end()) return std::nullopt;
    const ClassId next = good->front();
    merged.push_back(next);
    for (Order& order : orders) std::erase(order, next);
  }
}

void CheckBases(ClassId id, const ir::Module& module, diag::Sink& sink) {
  const ir::Class& node = module.classes[id.index];
  Subobjects subobjects(module);
  subobjects.Add(node, "");
  if (const std::optional<ClassId> base = subobjects.FindSeveral()) {
    const std::string name = module.classes[base->index].qualified_name;
    sink.Report(
        diag::Code::kBadBases, node.location,
        {{"problem", "an object of '" + node.qualified_name + "' has several bases of class '" +
                         name + "', of which Python would not know which one is meant"},
         {"help",
          "derive from '" + name + "' virtually, or leave bases out with `bases = (...)`"}});
  } else if (!ResolutionOrder(id, module)) {
    sink.Report(diag::Code::kBadBases, node.location,
                {{"problem", "the bases of '" + node.qualified_name +
                                 "' have no method resolution order in Python"},
                 {"help",
                  "name the bases in the order in which their derived classes do, or leave some "
                  "out with `bases = (...)`"}});
  }
}

}  // namespace

void SettleBases(ir::Module& module, diag::Sink& sink) {
  // A base is complete before what is derived from it begins.
  for (std::size_t i = 0; i < module.classes.size(); ++i) {
    ir::Class& node = module.classes[i];
    if (!IsImported(node)) ReportHidden(node, sink);
    SelectBases(node, sink);
    node.python_bases = NearestBases(node, module);
    for (const ClassId base : node.python_bases) module.classes[base.index].has_derived = true;
    if (!IsImported(node)) CheckBases({i}, module, sink);
    DropHiddenMembers({i}, module);
  }
}

}  // namespace ferrule::check
