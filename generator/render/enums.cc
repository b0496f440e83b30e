#include <set>
#include <string_view>

#include "generator/ir/python.h"
#include "generator/render/file_scope.h"
#include "generator/render/glue_parts.h"
#include "generator/render/spell.h"
#include "generator/render/templates.h"

namespace ferrule::render {
namespace {

// `IntFlag`.
std::string_view BaseName(ir::EnumBase base) {
  return ir::PythonBase(base).substr(std::string_view("enum.").size());
}

// What Python's flags do with bits that have no name.
std::string_view Boundary(const ir::Enum& node) {
  if (!ir::IsFlag(node)) return "nullptr";
  return node.unknown_values == ir::UnknownValues::kKept ? "\"KEEP\"" : "\"STRICT\"";
}

// What becomes of an object that is no member with a name, as a C++ expression.
std::string FromOther(const ir::Enum& node, const std::string& type) {
  if (ir::IsFlag(node)) return "ferrule::glue::FlagFromPython(object, " + type + ", out)";
  if (ir::TakesNumbers(node)) return "ferrule::glue::NumberFromPython(object, " + type + ", out)";
  return "ferrule::glue::RaiseNoMember(object, " + type + ")";
}

// And of a value without a name.
std::string ToOther(const ir::Enum& node, const std::string& type, const std::string& name) {
  if (ir::IsFlag(node)) return "ferrule::glue::FlagToPython(value, " + type + ", " + name + ")";
  if (ir::TakesNumbers(node)) return "ferrule::glue::EnumValue(value)";
  return "ferrule::glue::NoSuchMember(" + name + ", ferrule::glue::EnumValue(value))";
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
  view.boundary = Boundary(node);
  view.name_literal = StringLiteral(node.python_name.substr(node.python_name.rfind('.') + 1));
  view.is_imported = !node.home.empty();
  view.of_home = view.is_imported ? ", of the module " + node.home : "";
  view.home_literal = StringLiteral(node.home);
  view.path_literal =
      StringLiteral(view.is_imported ? node.python_name : ir::PythonPath(id, module));
  view.doc = node.doc.empty() ? "nullptr" : StringLiteral(node.doc);
  view.from_other = FromOther(node, "state->" + view.type);
  view.to_other = ToOther(node, "state->" + view.type, view.name_literal);
  view.takes_numbers = ir::TakesNumbers(node);
  view.count = std::to_string(node.enumerators.size());
  std::set<std::variant<std::int64_t, std::uint64_t>> seen;
  for (std::size_t i = 0; i < node.enumerators.size(); ++i) {
    const ir::Enumerator& enumerator = node.enumerators[i];
    view.members.push_back({StringLiteral(enumerator.python_name), EnumeratorName(node, enumerator),
                            WithFileScope(EnumeratorName(node, enumerator)), std::to_string(i),
                            seen.insert(enumerator.value).second,
                            enumerator.doc.empty() ? "nullptr" : StringLiteral(enumerator.doc)});
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
