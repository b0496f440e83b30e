#include "ferrule/arrays/elements.h"

#include <stdexcept>
#include <string>

namespace ferrule {
inline namespace abi_1 {
namespace internal {

bool IsContiguous(std::size_t ndim, const std::ptrdiff_t* shape, const std::ptrdiff_t* strides,
                  std::size_t itemsize, bool last_axis_closest) {
  for (std::size_t axis = 0; axis < ndim; ++axis) {
    if (shape[axis] == 0) return true;  // no element, no gap
  }
  auto distance = static_cast<std::ptrdiff_t>(itemsize);
  for (std::size_t i = 0; i < ndim; ++i) {
    const std::size_t axis = last_axis_closest ? ndim - 1 - i : i;
    // With one element there is no next one, whatever the stride says.
    if (shape[axis] != 1 && strides[axis] != distance) return false;
    distance *= shape[axis];
  }
  return true;
}

void CheckIndex(std::size_t axis, std::size_t index, std::ptrdiff_t extent) {
  if (index < static_cast<std::size_t>(extent)) return;
  throw std::out_of_range("index " + std::to_string(static_cast<std::ptrdiff_t>(index)) +
                          " is out of bounds for axis " + std::to_string(axis) + " with size " +
                          std::to_string(extent));
}

void ThrowWrongRank(std::size_t given, std::size_t ndim) {
  throw std::out_of_range(std::to_string(given) + " indices for an array with " +
                          std::to_string(ndim) + " dimensions");
}

void ThrowNotContiguous() {
  throw std::invalid_argument("there are gaps between the elements, or they are in another order");
}

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule
