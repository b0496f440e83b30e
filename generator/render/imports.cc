// What stands in the glue for a class that another module binds.
#include <cstdint>

#include "generator/render/file_scope.h"
#include "generator/render/glue_parts.h"
#include "generator/render/spell.h"
#include "generator/render/storage.h"
#include "generator/render/templates.h"

namespace ferrule::render {
namespace {

// As its home has it, whatever this module can tell of it.
std::uint64_t LayoutHashAtHome(const ir::Class& node, const ir::Module& module) {
  for (const ir::Interface& interface : module.imports) {
    for (const ir::Interface::ClassEntry& entry : interface.classes) {
      if (interface.module == node.home && entry.qualified_name == node.qualified_name)
        return entry.layout_hash;
    }
  }
  return 0;
}

ImportedClassView MakeImportedClass(ir::ClassId id, GlueParts& parts) {
  const ir::Module& module = parts.module;
  const ir::Class& node = module.classes[id.index];
  const std::string identifier = IdentifierOf(id, module);
  ImportedClassView view;
  view.cpp_type = node.qualified_name;
  view.file_scope_type = WithFileScope(node.qualified_name);
  view.glue_namespace = GlueNamespace(module);
  view.module_literal = StringLiteral(module.name);
  view.cpp_name_literal = StringLiteral(view.file_scope_type.substr(2));
  view.home = node.home;
  view.home_literal = StringLiteral(node.home);
  view.layout_hash = std::to_string(LayoutHashAtHome(node, module)) + "u";
  view.storage = StorageName(node.storage);
  view.type = identifier + "_type";
  view.record = parts.names.Take(identifier + "_record");
  view.expected = parts.names.Take(identifier + "_expected");
  view.is_visited = node.holds_references;
  view.is_overridable = node.is_overridable;
  view.add = parts.names.Take(identifier + "_add");
  return view;
}

}  // namespace

void AddImportedClass(ir::ClassId id, GlueParts& parts) {
  const ImportedClassView view = MakeImportedClass(id, parts);
  parts.view.state.push_back({"PyTypeObject* " + view.type});
  parts.view.state.push_back({"const ferrule::abi::TypeRecord* " + view.record});
  parts.view.objects.push_back({view.type});
  parts.view.layouts.push_back({RenderPart(kImportedClassLayoutTemplate, view)});
  parts.view.conversions.push_back({RenderPart(kImportedClassConversionsTemplate, view)});
  parts.view.definitions.push_back({RenderPart(kImportedClassTemplate, view)});
  parts.view.additions.push_back({view.add});
}

}  // namespace ferrule::render
