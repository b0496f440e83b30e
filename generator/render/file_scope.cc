#include "generator/render/file_scope.h"

#include <set>
#include <string>
#include <string_view>

namespace ferrule::render {
namespace {

// What stands before the first `::`: a namespace, or a class of the global namespace. The glue's
// namespace has types and an alias of its own, which a header may name a namespace like.
std::set<std::string, std::less<>> HiddenScopes(const ir::Module& module) {
  std::set<std::string, std::less<>> scopes = {"Converter", "ModuleState", "PrivateBase",
                                               "PrivateMember", "glue"};
  for (const ir::Class& node : module.classes) {
    if (node.qualified_name.find("::") == std::string::npos) scopes.insert(node.qualified_name);
    if (node.is_overridable) scopes.insert(node.name);  // within the class that is derived from it
  }
  return scopes;
}

class Qualifier {
 public:
  explicit Qualifier(const ir::Module& module) : hidden_(HiddenScopes(module)) {}

  void Qualify(std::string& name) const {
    const std::size_t end = name.find("::");
    const bool needs_it =
        end == std::string::npos || hidden_.contains(std::string_view(name).substr(0, end));
    if (needs_it) name.insert(0, "::");
  }
  void QualifyBase(ir::Function& function) const {
    if (!function.inherited_from.empty()) Qualify(function.inherited_from);
  }
  void Qualify(std::vector<ir::Function>& functions) const {
    for (ir::Function& function : functions) Qualify(function.qualified_name);
  }
  void Qualify(ir::Class& node) const {
    Qualify(node.qualified_name);
    Qualify(node.constructors);
    Qualify(node.methods);
    Qualify(node.virtuals);
    for (ir::Function& method : node.methods) QualifyBase(method);
    for (ir::Function& method : node.virtuals) QualifyBase(method);
    for (ir::Field& field : node.fields) Qualify(field.owner);
    for (ir::Function& function : node.traverses) QualifyBase(function);
  }
  void Qualify(ir::Record& record) const {
    Qualify(record.qualified_name);
    for (ir::Record::Part& part : record.parts) Qualify(part.owner);
  }
  void Qualify(ir::Exception& node) const {
    Qualify(node.qualified_name);
    for (ir::Field& field : node.fields) Qualify(field.owner);
  }

 private:
  std::set<std::string, std::less<>> hidden_;
};

}  // namespace

std::string WithFileScope(const std::string& qualified_name) {
  return qualified_name.starts_with("::") ? qualified_name : "::" + qualified_name;
}

ir::Module WithFileScope(ir::Module module) {
  const Qualifier qualifier(module);
  for (ir::Class& node : module.classes) qualifier.Qualify(node);
  for (ir::Enum& node : module.enums) qualifier.Qualify(node.qualified_name);
  for (ir::Exception& node : module.exceptions) qualifier.Qualify(node);
  for (ir::Record& record : module.records) qualifier.Qualify(record);
  for (ir::Constant& node : module.constants) qualifier.Qualify(node.qualified_name);
  qualifier.Qualify(module.functions);
  if (module.exec) qualifier.Qualify(module.exec->qualified_name);
  return module;
}

}  // namespace ferrule::render
