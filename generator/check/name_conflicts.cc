#include "generator/check/name_conflicts.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "generator/check/imports.h"
#include "generator/check/words.h"

namespace ferrule::check {
namespace {

struct Entry {
  std::string name;
  std::string what;
  diag::Location location;
  std::optional<ir::Role> overloadable_as;  // of what can share its name with others of the role
};

void ReportConflict(const Entry& entry, const Entry& first, diag::Sink& sink) {
  sink.Report(diag::Code::kNameConflict, entry.location,
              {{"name", entry.name},
               {"what", entry.what},
               {"other", first.what},
               {"help", "give one of the two another name with `name = ...`, or leave one out"}})
      .notes.push_back({first.location, "the other is here"});
}

void CheckScope(std::vector<Entry> entries, diag::Sink& sink) {
  std::ranges::stable_sort(entries, {}, &Entry::location);
  for (auto entry = entries.begin(); entry != entries.end(); ++entry) {
    auto first = std::ranges::find(entries.begin(), entry, entry->name, &Entry::name);
    if (first == entry) continue;
    const bool are_overloads =
        entry->overloadable_as && entry->overloadable_as == first->overloadable_as;
    if (!are_overloads) ReportConflict(*entry, *first, sink);
  }
}

Entry EntryFor(const ir::Function& function) {
  const bool is_accessor = function.role == ir::Role::kGetter || function.role == ir::Role::kSetter;
  return {function.python_name, Describe(function), function.location,
          is_accessor ? std::nullopt : std::optional(function.role)};
}

template <class Node>
Entry EntryFor(const Node& node) {
  return {node.python_name, Describe(node), node.location, std::nullopt};
}

// A setter shares the name of its getter; only two setters are in each other's way.
void CheckSetters(const ir::Class& node, diag::Sink& sink) {
  std::vector<Entry> setters;
  for (const ir::Function& method : node.methods) {
    if (method.role == ir::Role::kSetter) setters.push_back(EntryFor(method));
  }
  CheckScope(std::move(setters), sink);
}

void CheckClassScope(const ir::Module& module, std::size_t index, diag::Sink& sink) {
  const ir::Class& node = module.classes[index];
  const std::optional<ir::ClassId> here = ir::ClassId{index};
  std::vector<Entry> entries;
  for (const ir::Function& method : node.methods) {
    if (method.role != ir::Role::kSetter) entries.push_back(EntryFor(method));
  }
  for (const ir::Field& field : node.fields) {
    if (field.is_exported && !field.name.empty()) entries.push_back(EntryFor(field));
  }
  for (const ir::Class& inner : module.classes) {
    if (inner.outer == here) entries.push_back(EntryFor(inner));
  }
  for (const ir::Enum& inner : module.enums) {
    if (inner.outer == here) entries.push_back(EntryFor(inner));
  }
  for (const ir::Exception& inner : module.exceptions) {
    if (inner.outer == here) entries.push_back(EntryFor(inner));
  }
  CheckScope(std::move(entries), sink);
  CheckSetters(node, sink);
}

void CheckEnumScope(const ir::Enum& node, diag::Sink& sink) {
  std::vector<Entry> entries;
  for (const ir::Enumerator& enumerator : node.enumerators) entries.push_back(EntryFor(enumerator));
  CheckScope(std::move(entries), sink);
}

void CheckExceptionScope(const ir::Exception& node, diag::Sink& sink) {
  std::vector<Entry> entries;
  for (const ir::Function& getter : node.methods) entries.push_back(EntryFor(getter));
  for (const ir::Field& field : node.fields) {
    if (field.is_exported && !field.name.empty()) entries.push_back(EntryFor(field));
  }
  CheckScope(std::move(entries), sink);
}

}  // namespace

void CheckNameConflicts(const ir::Module& module, diag::Sink& sink) {
  std::vector<Entry> entries;
  for (const ir::Class& node : module.classes) {
    if (!node.outer && !IsImported(node)) entries.push_back(EntryFor(node));
  }
  for (const ir::Enum& node : module.enums) {
    if (!node.outer && !IsImported(node)) entries.push_back(EntryFor(node));
  }
  for (const ir::Exception& node : module.exceptions) {
    if (!node.outer) entries.push_back(EntryFor(node));
  }
  for (const ir::Function& function : module.functions) {
    if (function.role != ir::Role::kExec) entries.push_back(EntryFor(function));
  }
  for (const ir::Constant& constant : module.constants) entries.push_back(EntryFor(constant));
  CheckScope(std::move(entries), sink);
  for (std::size_t i = 0; i < module.classes.size(); ++i) CheckClassScope(module, i, sink);
  for (const ir::Enum& node : module.enums) CheckEnumScope(node, sink);
  for (const ir::Exception& node : module.exceptions) CheckExceptionScope(node, sink);
}

}  // namespace ferrule::check
