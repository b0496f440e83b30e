#include "generator/ir/implicit.h"

namespace ferrule::ir {

const Class* MadeImplicitly(const PassedType& type, const Module& module) {
  const auto* const reference = type.type.As<ClassRef>();
  // What is made lives for the call alone, so that nothing may be written to it.
  const bool may_be_made = type.passing == Passing::kValue || type.passing == Passing::kConstRef;
  if (reference == nullptr || !may_be_made) return nullptr;
  const Class& node = module.classes[reference->id.index];
  return node.implicit_sources.empty() && !node.takes_dict ? nullptr : &node;
}

}  // namespace ferrule::ir
