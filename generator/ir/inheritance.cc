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

bool OwnsPythonHalf(const Template& instance, const Module& module) {
  if (instance.kind != TemplateKind::kUniquePointer &&
      instance.kind != TemplateKind::kSharedPointer)
    return false;
  const auto* const object = instance.arguments[0].As<ClassRef>();
  return object != nullptr && module.classes[object->id.index].is_overridable;
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
