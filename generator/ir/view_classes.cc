#include "generator/ir/view_classes.h"

namespace ferrule::ir {

const Class* ViewClass(const Type& type, const Module& module) {
  const auto* const object = type.As<ClassRef>();
  if (object == nullptr || !module.classes[object->id.index].is_view) return nullptr;
  return &module.classes[object->id.index];
}

const Class* ViewClassIn(const Type& type, const Module& module) {
  const Class* found = ViewClass(type, module);
  ForEachPart(type, [&](const Type& part) {
    if (found == nullptr) found = ViewClassIn(part, module);
  });
  return found;
}

}  // namespace ferrule::ir
