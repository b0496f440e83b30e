// What a module says of its types to the modules that use them: `name.ferrule.json`, which the
// generator writes beside the glue and reads by `--import`.
#ifndef FERRULE_GENERATOR_IR_INTERFACE_H_
#define FERRULE_GENERATOR_IR_INTERFACE_H_

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "generator/ir/module.h"

namespace ferrule::ir {

// What stands in a file that is none, as a sentence without an end.
struct BadInterface {
  std::string reason;
};

std::string ToText(const Interface& interface);
std::variant<Interface, BadInterface> InterfaceFrom(const std::string& text);

}  // namespace ferrule::ir

#endif  // FERRULE_GENERATOR_IR_INTERFACE_H_
