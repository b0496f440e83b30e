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

bool operator==(const Outcome& a, const Outcome& b) {
  return a.spelling == b.spelling && a.value == b.value && a.is_standard == b.is_standard;
}

std::optional<std::size_t> ContextIndex(const Callback& callback) {
  if (callback.parameters.empty()) return std::nullopt;
  if (IsVoidPointer(callback.parameters.back())) return callback.parameters.size() - 1;
  return IsVoidPointer(callback.parameters.front()) ? std::optional<std::size_t>(0) : std::nullopt;
}

}  // namespace ferrule::ir
