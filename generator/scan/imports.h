// Which types other modules bind, by their names in C++.
#ifndef FERRULE_GENERATOR_SCAN_IMPORTS_H_
#define FERRULE_GENERATOR_SCAN_IMPORTS_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "generator/ir/module.h"

namespace ferrule::scan {

class Imports {
 public:
  explicit Imports(const std::vector<ir::Interface>& interfaces);

  // The module that binds the type; empty if none of them does.
  std::string HomeOf(const std::string& qualified_name) const;
  // Whether such types stand in the namespace or class.
  bool AreIn(const std::string& scope) const { return scopes_.contains(scope); }

 private:
  std::map<std::string, std::string> homes_;
  std::set<std::string> scopes_;
};

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_IMPORTS_H_
