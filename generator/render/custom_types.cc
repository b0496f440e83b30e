#include "generator/render/custom_types.h"

#include <algorithm>
#include <cctype>
#include <string_view>
#include <utility>

namespace ferrule::render {
namespace {

bool IsOfName(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
}

class Collector {
 public:
  void Add(const ir::Type& type) {
    if (const auto* custom = type.As<ir::Custom>()) {
      AddModulesIn(custom->taken);
      AddModulesIn(custom->given);
    }
    ir::ForEachPart(type, [this](const ir::Type& part) { Add(part); });
  }
  void Add(const ir::Function& function) {
    Add(function.result.type);
    for (const ir::Parameter& parameter : function.parameters) Add(parameter.type.type);
  }

  std::set<std::string> modules_;

 private:
  // What stands before the last dot of a name.
  void AddModulesIn(std::string_view text) {
    while (!text.empty()) {
      const auto end = std::ranges::find_if_not(text, IsOfName);
      const std::string_view name(text.begin(), end);
      // An ellipsis is none.
      const bool is_name = !name.empty() && name.front() != '.';
      if (const std::size_t dot = name.rfind('.'); is_name && dot != std::string_view::npos)
        modules_.emplace(name.substr(0, dot));
      text.remove_prefix(std::min(name.size() + 1, text.size()));
    }
  }
};

}  // namespace

std::set<std::string> ModulesOfCustomTypes(const ir::Module& module) {
  Collector collector;
  for (const ir::Class& node : module.classes) {
    for (const ir::Function& constructor : node.constructors) collector.Add(constructor);
    for (const ir::Function& method : node.methods) collector.Add(method);
    for (const ir::Field& field : node.fields) {
      if (field.is_exported) collector.Add(field.type);
    }
  }
  for (const ir::Function& function : module.functions) collector.Add(function);
  for (const ir::Constant& constant : module.constants) collector.Add(constant.type.type);
  return std::move(collector.modules_);
}

}  // namespace ferrule::render
