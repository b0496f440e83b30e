#include "generator/ir/inheritance.h"

#include <set>

namespace ferrule::ir {
namespace {

void Collect(ClassId id, const Module& module, std::set<ClassId>& found) {
  for (const ClassId base : module.classes[id.index].python_bases) {
    if (found.insert(base).second) Collect(base, module, found);
  }
}

}  // namespace

std::vector<ClassId> AncestorsOf(ClassId id, const Module& module) {
  std::set<ClassId> found;
  Collect(id, module, found);
  return {found.begin(), found.end()};
}

std::vector<ClassId> WayTo(ClassId ancestor, ClassId id, const Module& module) {
  for (const ClassId base : module.classes[id.index].python_bases) {
    if (base == ancestor) return {base};
    std::vector<ClassId> way = WayTo(ancestor, base, module);
    if (way.empty()) continue;
    way.insert(way.begin(), base);
    return way;
  }
  return {};
}

}  // namespace ferrule::ir
