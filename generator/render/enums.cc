#include <set>
#include <string_view>

#include "generator/ir/python.h"
#include "generator/render/file_scope.h"
#include "generator/render/glue_parts.h"
#include "generator/render/spell.h"
#include "generator/render/templates.h"

namespace ferrule::render {
namespace {

std::string_view BaseName(ir::EnumBase base) {
  switch (base) {
    case ir::EnumBase::kEnum:
      return "Enum";
    case ir::EnumBase::kIntEnum:
      return "IntEnum";
  }
  return {};
}

// Scoped or not, an enumerator can be named with its enum.
std::string EnumeratorName(const ir::Enum& node, const ir::Enumerator& enumerator) {
  return node.qualified_name + "::" + enumerator.name;
}

EnumView MakeEnum(ir::EnumId id, GlueParts& parts) {
  const ir::Module& module = parts.module;
  const ir::Enum& node = module.enums[id.index];
  const std::string identifier = IdentifierOf(id, module);
  EnumView view;
  view.cpp_type = node.qualified_name;
  view.file_scope_type = WithFileScope(node.qualified_name);
  view.glue_namespace = GlueNamespace(module);
  view.module_literal = StringLiteral(module.name);
  view.type = identifier + "_type";
  view.members_name = parts.names.Take(identifier + "_members");
  view.add = parts.names.Take(identifier + "_add");
  view.scope = ScopeExpression(node.outer, module);
  view.base = StringLiteral(BaseName(node.base));
  view.name_literal = StringLiteral(node.python_name);
  view.path_literal = StringLiteral(ir::PythonPath(id, module));
  view.doc = node.doc.empty() ? "nullptr" : StringLiteral(node.doc);
  view.count = std::to_string(node.enumerators.size());
  std::set<std::variant<std::int64_t, std::uint64_t>> seen;
  for (std::size_t i = 0; i < node.enumerators.size(); ++i) {
    const ir::Enumerator& enumerator = node.enumerators[i];
    view.members.push_back({StringLiteral(enumerator.python_name), EnumeratorName(node, enumerator),
                            WithFileScope(EnumeratorName(node, enumerator)), std::to_string(i),
                            seen.insert(enumerator.value).second});
  }
  return view;
}

}  // namespace

void AddEnum(ir::EnumId id, GlueParts& parts) {
  const EnumView view = MakeEnum(id, parts);
  parts.view.state.push_back({"PyObject* " + view.type});
  parts.view.state.push_back({"PyObject* " + view.members_name + "[" + view.count + "]"});
  parts.view.objects.push_back({view.type});
  parts.view.object_lists.push_back({view.members_name});
  parts.view.conversions.push_back({RenderPart(kEnumConversionsTemplate, view)});
  parts.view.definitions.push_back({RenderPart(kEnumTemplate, view)});
  parts.view.additions.push_back({view.add});
}

}  // namespace ferrule::render
