// Fields that C++ does not assign as it does values: bit-fields and arrays.
#ifndef FERRULE_GLUE_FIELDS_H_
#define FERRULE_GLUE_FIELDS_H_

#include <array>
#include <concepts>
#include <cstddef>
#include <limits>
#include <type_traits>
#include <utility>

#include "ferrule/convert/converter.h"
#include "ferrule/convert/numbers.h"
#include "ferrule/convert/text.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

// Whether a bit-field of so many bits holds the value. False with OverflowError set.
template <std::size_t kWidth, class T>
bool FitsBits(T value) {
  if constexpr (std::is_enum_v<T>) {
    return FitsBits<kWidth>(static_cast<std::underlying_type_t<T>>(value));
  } else if constexpr (std::is_same_v<T, bool>) {
    return true;
  } else {
    constexpr std::size_t kAll = sizeof(T) * 8;
    constexpr int kUnused = kWidth < kAll ? static_cast<int>(kAll - kWidth) : 0;
    constexpr T kLeast = static_cast<T>(std::numeric_limits<T>::min() >> kUnused);
    constexpr T kGreatest = static_cast<T>(std::numeric_limits<T>::max() >> kUnused);
    if (value >= kLeast && value <= kGreatest) return true;
    return convert::RaiseOutOfRange(static_cast<long long>(kLeast),
                                    static_cast<unsigned long long>(kGreatest));
  }
}

// Takes what is to be put into a bit-field: nothing is cut off.
template <std::size_t kWidth, class T>
bool TakeBits(PyObject* object, T& out) {
  return Converter<T>::FromPython(object, out) && FitsBits<kWidth>(out);
}

// Puts the values in the place of the elements, which are dropped when they are no longer there.
template <std::size_t kSize>
void AssignArray(char (&array)[kSize], const convert::FixedText<kSize>& text) {
  for (std::size_t i = 0; i < kSize; ++i) array[i] = text.bytes[i];
}
template <class T, std::size_t kSize>
void AssignArray(T (&array)[kSize], std::array<T, kSize>&& values) {
  using std::swap;
  for (std::size_t i = 0; i < kSize; ++i) swap(array[i], values[i]);
}
template <class T, std::size_t kInner, std::size_t kSize, class Values>
void AssignArray(T (&array)[kSize][kInner], std::array<Values, kSize>&& values) {
  for (std::size_t i = 0; i < kSize; ++i) AssignArray(array[i], std::move(values[i]));
}
}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_GLUE_FIELDS_H_
