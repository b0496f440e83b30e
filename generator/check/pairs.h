// Getters and setters that are told by their names alone, where the class or the module asks for
// it: `properties = pairs`.
#ifndef FERRULE_GENERATOR_CHECK_PAIRS_H_
#define FERRULE_GENERATOR_CHECK_PAIRS_H_

#include <map>
#include <string>

#include "generator/ir/module.h"

namespace ferrule::check {

// A method that reads or writes the property `name`.
struct Accessor {
  ir::Role role;
  std::string name;
};

// Those of the class, by their index among its methods.
std::map<std::size_t, Accessor> FindPairs(const ir::Class& node, const ir::Module& module);

}  // namespace ferrule::check

#endif  // FERRULE_GENERATOR_CHECK_PAIRS_H_
