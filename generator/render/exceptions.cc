#include <string>

#include "generator/ir/python.h"
#include "generator/render/exception_attributes.h"
#include "generator/render/file_scope.h"
#include "generator/render/glue_parts.h"
#include "generator/render/spell.h"
#include "generator/render/templates.h"

namespace ferrule::render {
namespace {

bool IsImported(const std::string& base) { return base.find('.') != std::string::npos; }

// As arguments of glue::AddException.
std::string Bases(const ir::Exception& node, const ir::Module& module) {
  std::string bases;
  for (const ir::ExceptionId id : node.bases)
    bases += (bases.empty() ? "state." : ", state.") + IdentifierOf(id, module) + "_type";
  if (!node.python_base.empty() && !IsImported(node.python_base))
    bases += (bases.empty() ? "PyExc_" : ", PyExc_") + node.python_base;
  return bases;
}

ExceptionView MakeException(ir::ExceptionId id, GlueParts& parts) {
  const ir::Module& module = parts.module;
  const ir::Exception& node = module.exceptions[id.index];
  const std::string identifier = IdentifierOf(id, module);
  ExceptionView view;
  view.cpp_type = node.qualified_name;
  view.cpp_name_literal = StringLiteral(WithFileScope(node.qualified_name).substr(2));
  view.type = identifier + "_type";
  view.attributes_name = parts.names.Take(identifier + "_attributes");
  view.ancestors_name = parts.names.Take(identifier + "_ancestors");
  view.record = parts.names.Take(identifier + "_record");
  view.add = parts.names.Take(identifier + "_add");
  view.scope = ScopeExpression(node.outer, module);
  view.path_literal = StringLiteral(ir::PythonPath(id, module));
  view.doc = node.doc.empty() ? "nullptr" : StringLiteral(node.doc);
  view.bases = Bases(node, module);
  view.imported = IsImported(node.python_base) ? StringLiteral(node.python_base) : "nullptr";
  for (const ExceptionAttribute& attribute : AllAttributes(id, module)) {
    view.attributes.push_back(
        {view.cpp_type, StringLiteral(attribute.python_name),
         parts.names.Take("py_" + identifier + "_read_" + attribute.python_name),
         attribute.expression});
  }
  for (const ir::Ancestor& ancestor : node.ancestors)
    view.ancestors.push_back({StringLiteral(ancestor.qualified_name)});
  return view;
}

}  // namespace

void AddException(ir::ExceptionId id, GlueParts& parts) {
  const ExceptionView view = MakeException(id, parts);
  parts.view.state.push_back({"PyObject* " + view.type});
  parts.view.objects.push_back({view.type});
  parts.view.exceptions.push_back({view.type});
  parts.view.definitions.push_back({RenderPart(kExceptionTemplate, view)});
  parts.view.additions.push_back({view.add});
}

}  // namespace ferrule::render
