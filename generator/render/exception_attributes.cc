#include "generator/render/exception_attributes.h"

#include <algorithm>
#include <utility>

#include "generator/render/file_scope.h"

namespace ferrule::render {
namespace {

std::string As(const std::string& cpp_class) {
  return "static_cast<const " + WithFileScope(cpp_class) + "&>(object)";
}

std::string CallOf(const ir::Function& getter, const std::string& object) {
  const char* const token = getter.parameters.empty() ? "" : "ferrule::Python::assume_attached()";
  return object + "." + getter.name + "(" + token + ")";
}

void AddAll(ir::ExceptionId id, bool is_above, const ir::Module& module,
            std::vector<ExceptionAttribute>& all) {
  const ir::Exception& node = module.exceptions[id.index];
  for (ExceptionAttribute& attribute : OwnAttributes(node, is_above)) {
    const bool is_known = std::ranges::find(all, attribute.python_name,
                                            &ExceptionAttribute::python_name) != all.end();
    if (!is_known) all.push_back(std::move(attribute));
  }
  for (const ir::ExceptionId base : node.bases) AddAll(base, true, module, all);
}

}  // namespace

std::vector<ExceptionAttribute> OwnAttributes(const ir::Exception& node, bool is_above) {
  std::vector<ExceptionAttribute> attributes;
  const std::string own = is_above ? As(node.qualified_name) : "object";
  for (const ir::Field& field : node.fields) {
    if (!field.is_exported) continue;
    const std::string object = field.is_inherited ? As(field.owner) : own;
    attributes.push_back({field.python_name, object + "." + field.name, {field.type}});
  }
  for (const ir::Function& getter : node.methods)
    attributes.push_back({getter.python_name, CallOf(getter, own), getter.result});
  return attributes;
}

std::vector<ExceptionAttribute> AllAttributes(ir::ExceptionId id, const ir::Module& module) {
  std::vector<ExceptionAttribute> all;
  AddAll(id, false, module, all);
  return all;
}

}  // namespace ferrule::render
