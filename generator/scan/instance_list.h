// The instances of a template that an annotation lists: `(<int>, <double, 3> = "named")`. Clang is
// not asked, so that this is tested alone.
//
//   list     = "(" [ instance { "," instance } [ "," ] ] ")"
//   instance = "<" template arguments ">" [ "=" name ]
//
// A `>` within brackets of another kind is none that closes.
#ifndef FERRULE_GENERATOR_SCAN_INSTANCE_LIST_H_
#define FERRULE_GENERATOR_SCAN_INSTANCE_LIST_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "generator/scan/annotations.h"

namespace ferrule::scan {

struct ListedInstance {
  std::vector<std::string> arguments;  // each on one line
  Extent extent;                       // of `<double, 3>`
  std::optional<std::string> name;     // as written
  Extent name_extent;
};

struct InstanceList {
  std::vector<ListedInstance> instances;
  std::vector<SyntaxProblem> problems;
};

InstanceList ParseInstances(std::string_view text);

// `<double, 3>`.
std::string Spelling(const ListedInstance& instance);

}  // namespace ferrule::scan

#endif  // FERRULE_GENERATOR_SCAN_INSTANCE_LIST_H_
