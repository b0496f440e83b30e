#include "generator/scan/imports.h"

#include <cstddef>

namespace ferrule::scan {

Imports::Imports(const std::vector<ir::Interface>& interfaces) {
  const auto add = [&](const std::string& name, const std::string& home) {
    homes_.emplace(name, home);
    for (std::size_t end = name.rfind("::"); end != std::string::npos;
         end = end == 0 ? std::string::npos : name.rfind("::", end - 1)) {
      scopes_.insert(name.substr(0, end));
    }
  };
  for (const ir::Interface& interface : interfaces) {
    for (const auto& entry : interface.classes) add(entry.qualified_name, interface.module);
    for (const auto& entry : interface.enums) add(entry.qualified_name, interface.module);
  }
}

std::string Imports::HomeOf(const std::string& qualified_name) const {
  const auto found = homes_.find(qualified_name);
  return found == homes_.end() ? "" : found->second;
}

}  // namespace ferrule::scan
