#include "generator/ir/pointee.h"

namespace ferrule::ir {

const ClassRef* OwnedBy(const Field& field) {
  const auto* const instance = field.type.As<Template>();
  const bool owns = field.is_exported && !field.is_static && field.passing == Passing::kValue &&
                    instance != nullptr && instance->kind == TemplateKind::kUniquePointer;
  return owns ? instance->arguments[0].As<ClassRef>() : nullptr;
}

const ClassRef* ReferredBy(const Field& field) {
  const bool refers = field.is_exported && !field.is_static && field.passing != Passing::kValue;
  return refers ? field.type.As<ClassRef>() : nullptr;
}

bool KeepsPointee(const Field& field) {
  return ReferredBy(field) != nullptr && !field.is_read_only;
}

}  // namespace ferrule::ir
