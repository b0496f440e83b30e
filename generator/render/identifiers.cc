#include "generator/render/identifiers.h"

#include <algorithm>
#include <array>

#include "generator/ir/python.h"

namespace ferrule::render {
namespace {

// What callable.cc.tmpl defines or uses in the scope of the arguments.
constexpr std::array<std::string_view, 14> kTakenByWrappers = {
    "self",  "value",  "values", "nargs",     "nargsf", "kwnames",      "target",
    "bound", "result", "rest",   "Converter", "glue",   "State",        "ModuleState",
};

std::string WithUnderscores(std::string path) {
  std::replace(path.begin(), path.end(), '.', '_');
  return path;
}

}  // namespace

std::string GlueNamespace(const ir::Module& module) { return "ferrule_" + WithUnderscores(module.name); }

std::string InitFunction(const ir::Module& module) {
  return "PyInit_" + module.name.substr(module.name.rfind('.') + 1);
}

std::string IdentifierOf(ir::ClassId id, const ir::Module& module) {
  return WithUnderscores(ir::PythonPath(id, module));
}

std::string IdentifierOf(ir::EnumId id, const ir::Module& module) {
  return WithUnderscores(ir::PythonPath(id, module));
}

std::string UniqueNames::Take(const std::string& wanted) {
  std::string name = wanted;
  for (int count = 2; !taken_.insert(name).second; ++count) name = wanted + "_" + std::to_string(count);
  return name;
}

std::vector<std::string> LocalNames(const std::vector<ir::Parameter>& parameters) {
  UniqueNames names;
  for (const std::string_view taken : kTakenByWrappers) names.Take(std::string(taken));
  std::vector<std::string> locals;
  for (const ir::Parameter& parameter : parameters) {
    locals.push_back(names.Take(parameter.name.empty() ? "argument" : parameter.name));
  }
  return locals;
}

}  // namespace ferrule::render
