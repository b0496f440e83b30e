// ferrule::Buffer and ferrule::NdArray.
#ifndef FERRULE_TESTS_GOLDEN_ARRAYS_API_H_
#define FERRULE_TESTS_GOLDEN_ARRAYS_API_H_

#include <complex>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "ferrule/buffer.h"
#include "ferrule/ferrule.h"
#include "ferrule/ndarray.h"

namespace golden {

using Matrix = ferrule::NdArray<double, ferrule::Ndim<2>, ferrule::CContig, ferrule::NumPy>;
using Points = ferrule::NdArray<const float, ferrule::Shape<ferrule::kAny, 3>>;

struct FERRULE_CLASS() Image {
  Matrix pixels;
  ferrule::NdArray<std::uint8_t, ferrule::MemoryView> mask;
};

FERRULE_FUNCTION() inline double sum(ferrule::Buffer<const double> values) {
  double total = 0;
  for (const double value : values) total += value;
  return total;
}
FERRULE_FUNCTION() inline void fill(const ferrule::Buffer<std::byte, 2>& memory, int value) {
  for (std::size_t i = 0; i < memory.shape(0); ++i) {
    for (std::size_t j = 0; j < memory.shape(1); ++j) memory(i, j) = static_cast<std::byte>(value);
  }
}
FERRULE_FUNCTION() inline Matrix transposed(const Matrix& matrix) {
  const Matrix result = Matrix::zeros({matrix.shape(1), matrix.shape(0)});
  for (std::size_t i = 0; i < matrix.shape(0); ++i) {
    for (std::size_t j = 0; j < matrix.shape(1); ++j) result(j, i) = matrix(i, j);
  }
  return result;
}
FERRULE_FUNCTION() inline Points points(Points value) { return value; }
FERRULE_FUNCTION()
inline std::optional<ferrule::NdArray<std::complex<double>, ferrule::NumPy>> spectrum(
    const std::vector<ferrule::NdArray<const bool, ferrule::Ndim<0>>>& flags) {
  if (flags.empty()) return std::nullopt;
  return ferrule::NdArray<std::complex<double>, ferrule::NumPy>::zeros({flags.size()});
}

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_ARRAYS_API_H_
