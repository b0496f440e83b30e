#include "generator/render/identifiers.h"

#include <algorithm>
#include <array>

#include "generator/ir/python.h"

namespace ferrule::render {
namespace {

// What callable.cc.tmpl defines or uses in the scope of the arguments.
constexpr std::array<std::string_view, 18> kTakenByWrappers = {
    "self",   "value", "values", "nargs", "nargsf",    "kwnames", "target",      "bound",  "lock",
    "result", "rest",  "busy",   "glue",  "Converter", "State",   "ModuleState", "borrow", "locked",
};

std::string WithUnderscores(std::string path) {
  std::replace(path.begin(), path.end(), '.', '_');
  return path;
}

// `Outer_Inner` may be two types only where some are nested; else their names in Python tell them
// apart.
bool IsAmbiguous(const ir::Module& module) {
  const auto is_nested = [](const auto& node) { return node.outer.has_value(); };
  return std::any_of(module.classes.begin(), module.classes.end(), is_nested) ||
         std::any_of(module.enums.begin(), module.enums.end(), is_nested) ||
         std::any_of(module.exceptions.begin(), module.exceptions.end(), is_nested);
}

// Of the type at `index` of all classes, enums and exception classes.
std::string PathOf(std::size_t index, const ir::Module& module) {
  if (index < module.classes.size()) return ir::PythonPath(ir::ClassId{index}, module);
  index -= module.classes.size();
  if (index < module.enums.size()) return ir::PythonPath(ir::EnumId{index}, module);
  return ir::PythonPath(ir::ExceptionId{index - module.enums.size()}, module);
}

// The identifier of such a type: they get theirs in this order.
std::string CountedIdentifier(std::size_t index, const ir::Module& module) {
  UniqueNames names;
  std::string identifier;
  for (std::size_t i = 0; i <= index; ++i) {
    identifier = names.Take(WithUnderscores(PathOf(i, module)));
  }
  return identifier;
}

}  // namespace

std::string GlueNamespace(const ir::Module& module) {
  return "ferrule_" + WithUnderscores(module.name);
}

std::string InitFunction(const ir::Module& module) {
  return "PyInit_" + module.name.substr(module.name.rfind('.') + 1);
}

std::string IdentifierOf(ir::ClassId id, const ir::Module& module) {
  return IsAmbiguous(module) ? CountedIdentifier(id.index, module)
                             : WithUnderscores(ir::PythonPath(id, module));
}

std::string IdentifierOf(ir::EnumId id, const ir::Module& module) {
  return IsAmbiguous(module) ? CountedIdentifier(module.classes.size() + id.index, module)
                             : WithUnderscores(ir::PythonPath(id, module));
}

std::string IdentifierOf(ir::ExceptionId id, const ir::Module& module) {
  return IsAmbiguous(module)
             ? CountedIdentifier(module.classes.size() + module.enums.size() + id.index, module)
             : WithUnderscores(ir::PythonPath(id, module));
}

std::string UniqueNames::Take(const std::string& wanted) {
  std::string name = wanted;
  for (int count = 2; !taken_.insert(name).second; ++count)
    name = wanted + "_" + std::to_string(count);
  return name;
}

std::vector<std::string> LocalNames(const std::vector<ir::Parameter>& parameters,
                                    const std::vector<std::string>& also_taken) {
  UniqueNames names;
  for (const std::string& taken : also_taken) names.Take(taken);
  for (const std::string_view taken : kTakenByWrappers) names.Take(std::string(taken));
  std::vector<std::string> locals;
  for (const ir::Parameter& parameter : parameters) {
    locals.push_back(names.Take(parameter.name.empty() ? "argument" : parameter.name));
    names.Take("busy_" + locals.back());
    names.Take("borrow_" + locals.back());
  }
  return locals;
}

}  // namespace ferrule::render
