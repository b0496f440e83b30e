#include "generator/check/imports.h"

#include <algorithm>
#include <vector>

namespace ferrule::check {
namespace {

// Scan takes for imported only what one of the interfaces has.
const ir::Interface& InterfaceOf(const std::string& home, const ir::Module& module) {
  return *std::ranges::find(module.imports, home, &ir::Interface::module);
}

void Settle(ir::Class& node, const ir::Module& module) {
  const auto& entries = InterfaceOf(node.home, module).classes;
  const auto& entry =
      *std::ranges::find(entries, node.qualified_name, &ir::Interface::ClassEntry::qualified_name);
  node.python_name = entry.python_path;
  node.storage = entry.storage;
  node.is_subclassable = entry.is_subclassable;
  node.is_overridable = entry.is_overridable;
  node.holds_references = entry.holds_references;
  node.is_collected = entry.is_collected;
  node.is_referable = entry.is_referable;
  node.is_frozen = entry.is_frozen;
  node.is_synchronized = entry.is_synchronized;
  node.is_borrow_checked = entry.is_borrow_checked;
  node.is_view = entry.is_view;
}

void Settle(ir::Enum& node, const ir::Module& module) {
  const auto& entries = InterfaceOf(node.home, module).enums;
  const auto& entry =
      *std::ranges::find(entries, node.qualified_name, &ir::Interface::EnumEntry::qualified_name);
  node.python_name = entry.python_path;
  node.base = entry.base;
  node.unknown_values = entry.unknown_values;
  std::erase_if(node.enumerators, [&](ir::Enumerator& enumerator) {
    const auto member = entry.members.find(enumerator.name);
    if (member == entry.members.end()) return true;
    enumerator.python_name = member->second;
    return false;
  });
}

}  // namespace

void SettleImports(ir::Module& module) {
  for (ir::Class& node : module.classes) {
    if (IsImported(node)) Settle(node, module);
  }
  for (ir::Enum& node : module.enums) {
    if (IsImported(node)) Settle(node, module);
  }
}

}  // namespace ferrule::check
