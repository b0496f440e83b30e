#include "generator/render/interface.h"

#include <cstddef>

#include "generator/ir/python.h"
#include "generator/render/layout.h"

namespace ferrule::render {

ir::Interface MakeInterface(const ir::Module& module) {
  ir::Interface interface;
  interface.module = module.name;
  for (std::size_t i = 0; i < module.classes.size(); ++i) {
    const ir::Class& node = module.classes[i];
    if (!node.home.empty()) continue;
    interface.classes.push_back({node.qualified_name, ir::PythonPath(ir::ClassId{i}, module),
                                 node.storage, node.is_subclassable, node.is_overridable,
                                 node.holds_references, node.is_collected, node.is_referable,
                                 node.is_frozen, node.is_synchronized, node.is_borrow_checked,
                                 node.is_view, LayoutHash(node, module)});
  }
  for (std::size_t i = 0; i < module.enums.size(); ++i) {
    const ir::Enum& node = module.enums[i];
    if (!node.home.empty()) continue;
    ir::Interface::EnumEntry& entry = interface.enums.emplace_back();
    entry = {node.qualified_name,
             ir::PythonPath(ir::EnumId{i}, module),
             node.base,
             node.unknown_values,
             {}};
    for (const ir::Enumerator& enumerator : node.enumerators)
      entry.members.emplace(enumerator.name, enumerator.python_name);
  }
  return interface;
}

}  // namespace ferrule::render
