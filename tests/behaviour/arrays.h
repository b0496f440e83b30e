// Buffers and arrays, for arrays_test.py.
#ifndef FERRULE_TESTS_BEHAVIOUR_ARRAYS_H_
#define FERRULE_TESTS_BEHAVIOUR_ARRAYS_H_

#include <complex>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "ferrule/buffer.h"
#include "ferrule/ferrule.h"
#include "ferrule/ndarray.h"

namespace arrays {

using ferrule::Buffer;
using ferrule::NdArray;
using ferrule::Ndim;
using ferrule::NumPy;

// --- Buffers ---

FERRULE_FUNCTION() inline double total(Buffer<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum;
}
FERRULE_FUNCTION() inline void scale(Buffer<double, 2> values, double factor) {
  for (std::size_t i = 0; i < values.shape(0); ++i) {
    for (std::size_t j = 0; j < values.shape(1); ++j) values(i, j) *= factor;
  }
}
FERRULE_FUNCTION() inline std::vector<std::size_t> shape(const Buffer<const float, 3>& values) {
  return {values.shape(0), values.shape(1), values.shape(2)};
}
FERRULE_FUNCTION() inline std::vector<std::ptrdiff_t> strides(Buffer<const int, 2> values) {
  return {values.stride(0), values.stride(1)};
}
FERRULE_FUNCTION() inline std::uintptr_t address(Buffer<const std::byte> memory) {
  return reinterpret_cast<std::uintptr_t>(memory.data());
}
FERRULE_FUNCTION() inline std::size_t span_size(Buffer<const int> values) { return values.span().size(); }
// Calls while the buffer is lent, and reads it afterwards.
FERRULE_FUNCTION()
inline int last_after(Buffer<const std::uint8_t> bytes, const ferrule::Bound<ferrule::Callable>& callable) {
  callable();
  return bytes[bytes.size() - 1];
}

// --- Every dtype ---

template <class T>
std::size_t Count(const Buffer<const T>& values) {
  return values.size();
}
FERRULE_FUNCTION() inline std::size_t of_bool(Buffer<const bool> values) { return Count(values); }
FERRULE_FUNCTION() inline std::size_t of_int8(Buffer<const std::int8_t> values) { return Count(values); }
FERRULE_FUNCTION() inline std::size_t of_int16(Buffer<const std::int16_t> values) { return Count(values); }
FERRULE_FUNCTION() inline std::size_t of_int32(Buffer<const std::int32_t> values) { return Count(values); }
FERRULE_FUNCTION() inline std::size_t of_int64(Buffer<const std::int64_t> values) { return Count(values); }
FERRULE_FUNCTION() inline std::size_t of_long_long(Buffer<const long long> values) { return Count(values); }
FERRULE_FUNCTION() inline std::size_t of_uint8(Buffer<const std::uint8_t> values) { return Count(values); }
FERRULE_FUNCTION() inline std::size_t of_uint16(Buffer<const std::uint16_t> values) { return Count(values); }
FERRULE_FUNCTION() inline std::size_t of_uint32(Buffer<const std::uint32_t> values) { return Count(values); }
FERRULE_FUNCTION() inline std::size_t of_uint64(Buffer<const std::uint64_t> values) { return Count(values); }
FERRULE_FUNCTION() inline std::size_t of_float32(Buffer<const float> values) { return Count(values); }
FERRULE_FUNCTION() inline std::size_t of_float64(Buffer<const double> values) { return Count(values); }
FERRULE_FUNCTION() inline std::size_t of_longdouble(Buffer<const long double> values) { return Count(values); }
FERRULE_FUNCTION() inline std::size_t of_complex64(Buffer<const std::complex<float>> values) { return Count(values); }
FERRULE_FUNCTION() inline std::size_t of_complex128(Buffer<const std::complex<double>> values) { return Count(values); }
FERRULE_FUNCTION() inline std::size_t of_byte(Buffer<const std::byte> values) { return Count(values); }

template <class T>
NdArray<T, NumPy> Three() {
  const NdArray<T, NumPy> array = NdArray<T, NumPy>::zeros({3});
  array(1) = T(1);
  return array;
}
FERRULE_FUNCTION() inline NdArray<bool, NumPy> three_bool() { return Three<bool>(); }
FERRULE_FUNCTION() inline NdArray<std::int8_t, NumPy> three_int8() { return Three<std::int8_t>(); }
FERRULE_FUNCTION() inline NdArray<std::int16_t, NumPy> three_int16() { return Three<std::int16_t>(); }
FERRULE_FUNCTION() inline NdArray<std::int32_t, NumPy> three_int32() { return Three<std::int32_t>(); }
FERRULE_FUNCTION() inline NdArray<std::int64_t, NumPy> three_int64() { return Three<std::int64_t>(); }
FERRULE_FUNCTION() inline NdArray<std::uint8_t, NumPy> three_uint8() { return Three<std::uint8_t>(); }
FERRULE_FUNCTION() inline NdArray<std::uint16_t, NumPy> three_uint16() { return Three<std::uint16_t>(); }
FERRULE_FUNCTION() inline NdArray<std::uint32_t, NumPy> three_uint32() { return Three<std::uint32_t>(); }
FERRULE_FUNCTION() inline NdArray<std::uint64_t, NumPy> three_uint64() { return Three<std::uint64_t>(); }
FERRULE_FUNCTION() inline NdArray<float, NumPy> three_float32() { return Three<float>(); }
FERRULE_FUNCTION() inline NdArray<double, NumPy> three_float64() { return Three<double>(); }
FERRULE_FUNCTION() inline NdArray<long double, NumPy> three_longdouble() { return Three<long double>(); }
FERRULE_FUNCTION() inline NdArray<std::complex<float>, NumPy> three_complex64() { return Three<std::complex<float>>(); }
FERRULE_FUNCTION()
inline NdArray<std::complex<double>, NumPy> three_complex128() { return Three<std::complex<double>>(); }

// --- Shape and order ---

FERRULE_FUNCTION() inline std::size_t any_rank(const NdArray<const double>& array) { return array.ndim(); }
FERRULE_FUNCTION() inline double scalar(NdArray<const double, Ndim<0>> array) { return array(); }
FERRULE_FUNCTION()
inline double sum_of_rows(const NdArray<const double, ferrule::Shape<ferrule::kAny, 3>>& rows) {
  double sum = 0;
  for (std::size_t i = 0; i < rows.shape(0); ++i) sum += rows(i, 0) + rows(i, 1) + rows(i, 2);
  return sum;
}
FERRULE_FUNCTION()
inline std::vector<double> c_order(NdArray<const double, Ndim<2>, ferrule::CContig> array) {
  return {array.span().begin(), array.span().end()};
}
FERRULE_FUNCTION()
inline std::vector<double> f_order(NdArray<const double, Ndim<2>, ferrule::FContig> array) {
  return {array.span().begin(), array.span().end()};
}
FERRULE_FUNCTION() inline std::vector<double> any_order(NdArray<const double, ferrule::AnyContig> array) {
  return {array.span().begin(), array.span().end()};
}
FERRULE_FUNCTION() inline double element(NdArray<const double, Ndim<2>> array, std::size_t i, std::size_t j) {
  return array(i, j);
}
FERRULE_FUNCTION() inline void set(const NdArray<double>& array, double value) { array(0) = value; }

// --- What arrays are in Python ---

template <class Result>
Result Grid() {
  return Result::from_vector({0, 1, 2, 3, 4, 5}, {2, 3});
}
FERRULE_FUNCTION() inline NdArray<float, Ndim<2>, NumPy> numpy_grid() {
  return Grid<NdArray<float, Ndim<2>, NumPy>>();
}
FERRULE_FUNCTION() inline NdArray<float, Ndim<2>, ferrule::MemoryView> view_grid() {
  return Grid<NdArray<float, Ndim<2>, ferrule::MemoryView>>();
}
FERRULE_FUNCTION() inline NdArray<float, Ndim<2>> grid() { return Grid<NdArray<float, Ndim<2>>>(); }
FERRULE_FUNCTION() inline NdArray<const float, Ndim<2>> const_grid() { return Grid<NdArray<float, Ndim<2>>>(); }
FERRULE_FUNCTION() inline NdArray<const float, Ndim<2>, NumPy> const_numpy_grid() {
  return Grid<NdArray<float, Ndim<2>>>();
}
FERRULE_FUNCTION() inline NdArray<double, NumPy, Ndim<2>, ferrule::FContig> fortran_zeros(std::size_t rows) {
  return NdArray<double, NumPy, Ndim<2>, ferrule::FContig>::zeros({rows, 2});
}
FERRULE_FUNCTION() inline NdArray<int, NumPy> none_at_all() { return NdArray<int, NumPy>::from_vector({}); }
FERRULE_FUNCTION() inline NdArray<int, NumPy> empty_handle() { return {}; }
FERRULE_FUNCTION() inline NdArray<double, NumPy> through_numpy(NdArray<double, NumPy> array) { return array; }
FERRULE_FUNCTION() inline NdArray<const double, NumPy> through_const(NdArray<const double, NumPy> array) {
  return array;
}
FERRULE_FUNCTION() inline NdArray<double> through(NdArray<double> array) { return array; }

// --- Lifetime ---

inline int blocks_alive = 0;

class Block {
 public:
  Block() { ++blocks_alive; }
  Block(const Block&) = delete;
  Block& operator=(const Block&) = delete;
  ~Block() { --blocks_alive; }

  double values[4] = {1, 2, 3, 4};
};

FERRULE_FUNCTION() inline int alive() { return blocks_alive; }
FERRULE_FUNCTION() inline NdArray<double, Ndim<1>, NumPy> numpy_block() {
  auto block = std::make_unique<Block>();
  double* const values = block->values;
  return NdArray<double, Ndim<1>, NumPy>::from_pointer(values, {4}, std::move(block));
}
FERRULE_FUNCTION() inline NdArray<double, Ndim<1>> every_other_of_block() {
  auto block = std::make_shared<Block>();
  return NdArray<double, Ndim<1>>::from_pointer(block->values, {2}, block, {16});
}

// Keeps arrays beyond the call.
class FERRULE_CLASS() Store {
 public:
  std::optional<NdArray<double, NumPy>> array;
  FERRULE_METHOD() void keep(NdArray<double> value) { kept_.push_back(std::move(value)); }
  FERRULE_METHOD() double sum() const {
    double sum = 0;
    for (const NdArray<double>& each : kept_) {
      for (std::size_t i = 0; i < each.size(); ++i) sum += each(i);
    }
    return sum;
  }
  FERRULE_METHOD() void clear() { kept_.clear(); }

 private:
  std::vector<NdArray<double>> kept_;
};

// --- In containers ---

FERRULE_FUNCTION() inline std::size_t sizes(const std::vector<NdArray<const double>>& arrays) {
  std::size_t size = 0;
  for (const NdArray<const double>& each : arrays) size += each.size();
  return size;
}
FERRULE_FUNCTION() inline std::size_t size_or_zero(std::optional<NdArray<const double>> array) {
  return array ? array->size() : 0;
}
FERRULE_FUNCTION() inline std::vector<NdArray<int, NumPy>> ranges(int count) {
  std::vector<NdArray<int, NumPy>> arrays;
  for (int i = 0; i < count; ++i) arrays.push_back(NdArray<int, NumPy>::from_vector(std::vector<int>(i, i)));
  return arrays;
}

// --- Overloads, told by what is in the array, its axes, and whether it may be written ---

FERRULE_FUNCTION() inline std::string lent(Buffer<const double>) { return "float64"; }
FERRULE_FUNCTION() inline std::string lent(Buffer<const float>) { return "float32"; }
FERRULE_FUNCTION() inline std::string lent(Buffer<const double, 2>) { return "float64, 2 axes"; }
FERRULE_FUNCTION() inline std::string lent(Buffer<int>) { return "int32, writable"; }
FERRULE_FUNCTION() inline std::string lent(Buffer<const int>) { return "int32"; }
FERRULE_FUNCTION() inline std::string lent(int) { return "int"; }
FERRULE_FUNCTION() inline std::string lent(const std::vector<double>&) { return "list"; }

FERRULE_FUNCTION() inline std::string kept(const NdArray<const double, Ndim<1>>&) { return "float64, 1 axis"; }
FERRULE_FUNCTION() inline std::string kept(const NdArray<const double, Ndim<2>>&) { return "float64, 2 axes"; }
FERRULE_FUNCTION() inline std::string kept(const NdArray<const float>&) { return "float32"; }
FERRULE_FUNCTION() inline std::string kept(double) { return "float"; }
FERRULE_FUNCTION() inline std::string kept(const std::string&) { return "str"; }

}  // namespace arrays

#endif  // FERRULE_TESTS_BEHAVIOUR_ARRAYS_H_
