// Access to the elements of an array: what Buffer and NdArray have in common.
#ifndef FERRULE_ARRAYS_ELEMENTS_H_
#define FERRULE_ARRAYS_ELEMENTS_H_

#include <array>
#include <compare>
#include <concepts>
#include <cstddef>
#include <iterator>
#include <span>
#include <type_traits>

#include "ferrule/arrays/dtype.h"
#include "ferrule/checks.h"

namespace ferrule {
inline namespace abi_1 {

namespace internal {

// How the elements of an array must lie in memory. Without gaps: in C order, in Fortran's, in
// either; or anyhow.
enum class Order : unsigned char { kStrided, kC, kFortran, kContiguous };

inline constexpr std::size_t kAnyRank = static_cast<std::size_t>(-1);

// The extent of each axis, and the distance in bytes from one element of it to the next.
template <std::size_t kRank>
struct Geometry {
  std::array<std::ptrdiff_t, kRank> shape{};
  std::array<std::ptrdiff_t, kRank> strides{};

  static constexpr std::size_t ndim() { return kRank; }
  const std::ptrdiff_t* shape_data() const { return shape.data(); }
  const std::ptrdiff_t* strides_data() const { return strides.data(); }
  void Set(std::size_t, const std::ptrdiff_t* shape_of, const std::ptrdiff_t* strides_of) {
    for (std::size_t axis = 0; axis < kRank; ++axis) {
      shape[axis] = shape_of[axis];
      strides[axis] = strides_of[axis];
    }
  }
};

// Of a rank that is known at run time: kept by someone else.
template <>
struct Geometry<kAnyRank> {
  const std::ptrdiff_t* shape = nullptr;
  const std::ptrdiff_t* strides = nullptr;
  std::size_t rank = 0;

  std::size_t ndim() const { return rank; }
  const std::ptrdiff_t* shape_data() const { return shape; }
  const std::ptrdiff_t* strides_data() const { return strides; }
  void Set(std::size_t ndim, const std::ptrdiff_t* shape_of, const std::ptrdiff_t* strides_of) {
    shape = shape_of;
    strides = strides_of;
    rank = ndim;
  }
};

// Whether the elements lie side by side, the last axis (or else the first one) closest together.
bool IsContiguous(std::size_t ndim, const std::ptrdiff_t* shape, const std::ptrdiff_t* strides,
                  std::size_t itemsize, bool last_axis_closest);

// Throws: std::out_of_range.
void CheckIndex(std::size_t axis, std::size_t index, std::ptrdiff_t extent);
[[noreturn, gnu::cold]] void ThrowWrongRank(std::size_t given, std::size_t ndim);

// Throws: std::invalid_argument.
[[noreturn, gnu::cold]] void ThrowNotContiguous();

// Along an axis whose elements may have gaps between them.
template <class T>
class StridedIterator {
 public:
  using iterator_concept = std::random_access_iterator_tag;
  using iterator_category = std::random_access_iterator_tag;
  using value_type = std::remove_const_t<T>;
  using difference_type = std::ptrdiff_t;
  using reference = T&;
  using pointer = T*;
  // The address of an element as one of bytes.
  using Address = std::conditional_t<std::is_const_v<T>, const std::byte*, std::byte*>;

  StridedIterator() = default;
  // By index, for the address behind the last element may be none that there is.
  StridedIterator(Address first, std::ptrdiff_t stride, std::ptrdiff_t index)
      : first_(first), stride_(stride), index_(index) {}

  T& operator*() const { return (*this)[0]; }
  T* operator->() const { return &**this; }
  T& operator[](std::ptrdiff_t n) const {
    return *reinterpret_cast<T*>(first_ + (index_ + n) * stride_);
  }

  StridedIterator& operator++() { return *this += 1; }
  StridedIterator& operator--() { return *this -= 1; }
  StridedIterator operator++(int) {
    StridedIterator before = *this;
    ++*this;
    return before;
  }
  StridedIterator operator--(int) {
    StridedIterator before = *this;
    --*this;
    return before;
  }
  StridedIterator& operator+=(std::ptrdiff_t n) {
    index_ += n;
    return *this;
  }
  StridedIterator& operator-=(std::ptrdiff_t n) { return *this += -n; }
  friend StridedIterator operator+(StridedIterator it, std::ptrdiff_t n) { return it += n; }
  friend StridedIterator operator+(std::ptrdiff_t n, StridedIterator it) { return it += n; }
  friend StridedIterator operator-(StridedIterator it, std::ptrdiff_t n) { return it -= n; }
  friend std::ptrdiff_t operator-(const StridedIterator& a, const StridedIterator& b) {
    return a.index_ - b.index_;
  }
  friend bool operator==(const StridedIterator& a, const StridedIterator& b) {
    return a.index_ == b.index_;
  }
  friend auto operator<=>(const StridedIterator& a, const StridedIterator& b) {
    return a.index_ <=> b.index_;
  }

 private:
  Address first_ = nullptr;
  std::ptrdiff_t stride_ = 0;
  std::ptrdiff_t index_ = 0;
};

// The elements themselves: a view that does not own them. They are T, const if they may only be
// read; as with std::span, a const view of mutable elements can change them. In builds with checks
// an index that is out of range throws std::out_of_range. Threads: any; nothing here uses Python.
template <class T, std::size_t kRank, Order kOrder>
class Elements {
  static_assert(ArrayElement<T>,
                "the elements of an array are bool, integers, floating point, std::complex or "
                "std::byte, or have a kDType of their own");

 public:
  using element_type = T;
  using value_type = std::remove_const_t<T>;

  static constexpr DType dtype() { return kDType<value_type>; }

  // Returns the number of axes.
  std::size_t ndim() const { return geometry_.ndim(); }

  // Returns the extent of an axis.
  std::size_t shape(std::size_t axis) const {
    return static_cast<std::size_t>(geometry_.shape[axis]);
  }

  // Returns the distance in bytes from one element of an axis to the next, as NumPy has it:
  // negative in an array that is reversed.
  std::ptrdiff_t stride(std::size_t axis) const { return geometry_.strides[axis]; }

  // Returns the number of elements.
  std::size_t size() const {
    std::size_t count = ndim() == 0 && data_ == nullptr ? 0 : 1;
    for (std::size_t axis = 0; axis < ndim(); ++axis) count *= shape(axis);
    return count;
  }

  // Returns the first element, or any pointer if there is none.
  T* data() const { return data_; }

  // Returns whether the elements lie side by side, the last axis closest together (C) or the first
  // one (Fortran).
  bool is_c_contiguous() const { return IsContiguous(true); }
  bool is_f_contiguous() const { return IsContiguous(false); }

  // Returns all elements, as they lie in memory. Throws: std::invalid_argument if they do not lie
  // side by side in C order, or in the order that the type asks for.
  std::span<T> span() const {
    if constexpr (kOrder == Order::kStrided) {
      if (!is_c_contiguous()) ThrowNotContiguous();
    }
    return {data_, size()};
  }

  // Returns one element.
  template <std::integral... I>
    requires(kRank == kAnyRank || sizeof...(I) == kRank)
  T& operator()(I... indices) const {
    if constexpr (kChecks || kRank == kAnyRank) {
      if (sizeof...(I) != ndim()) [[unlikely]]
        ThrowWrongRank(sizeof...(I), ndim());
    }
    std::size_t axis = 0;
    if constexpr (kChecks) {
      ((CheckIndex(axis, static_cast<std::size_t>(indices), geometry_.shape[axis]), ++axis), ...);
      axis = 0;
    }
    std::ptrdiff_t offset = 0;
    if constexpr (kOrder == Order::kC || (kRank == 1 && kOrder != Order::kStrided)) {
      ((offset = offset * geometry_.shape[axis++] + static_cast<std::ptrdiff_t>(indices)), ...);
      return data_[offset];
    } else if constexpr (kOrder == Order::kFortran) {
      std::ptrdiff_t distance = 1;
      ((offset += distance * static_cast<std::ptrdiff_t>(indices),
        distance *= geometry_.shape[axis++]),
       ...);
      return data_[offset];
    } else {
      ((offset += static_cast<std::ptrdiff_t>(indices) * geometry_.strides[axis++]), ...);
      return *reinterpret_cast<T*>(reinterpret_cast<Address>(data_) + offset);
    }
  }

  // The same for one axis, as in a std::span.
  T& operator[](std::size_t index) const
    requires(kRank == 1)
  {
    return (*this)(index);
  }

  // The elements of one axis.
  auto begin() const
    requires(kRank == 1)
  {
    if constexpr (kOrder == Order::kStrided) {
      return StridedIterator<T>(reinterpret_cast<Address>(data_), stride(0), 0);
    } else {
      return data_;
    }
  }
  auto end() const
    requires(kRank == 1)
  {
    return begin() + geometry_.shape[0];
  }

 protected:
  using Address = typename StridedIterator<T>::Address;

  Elements() = default;
  ~Elements() = default;
  Elements(const Elements&) = default;
  Elements& operator=(const Elements&) = default;

  void Set(void* data, std::size_t ndim, const std::ptrdiff_t* shape,
           const std::ptrdiff_t* strides) {
    data_ = static_cast<T*>(data);
    geometry_.Set(ndim, shape, strides);
  }
  void Unset() {
    data_ = nullptr;
    geometry_ = {};
  }

 private:
  bool IsContiguous(bool last_axis_closest) const {
    return internal::IsContiguous(ndim(), geometry_.shape_data(), geometry_.strides_data(),
                                  sizeof(T), last_axis_closest);
  }

  T* data_ = nullptr;
  Geometry<kRank> geometry_;
};

}  // namespace internal

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_ARRAYS_ELEMENTS_H_
