#include "generator/ir/type.h"

namespace ferrule::ir {

// Out of the class, where the types that they are made of are complete.
bool operator==(const Template& a, const Template& b) {
  return a.kind == b.kind && a.arguments == b.arguments && a.extent == b.extent &&
         a.has_const_element == b.has_const_element;
}

bool operator==(const Callback& a, const Callback& b) {
  return a.kind == b.kind && a.result == b.result && a.parameters == b.parameters &&
         a.is_noexcept == b.is_noexcept;
}

}  // namespace ferrule::ir
