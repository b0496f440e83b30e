// Arrays whose memory C++ and Python share: NumPy's, everything else that has the buffer protocol
// or DLPack, and memory of C++ that Python is to see. Nothing is copied on the way.
#ifndef FERRULE_NDARRAY_H_
#define FERRULE_NDARRAY_H_

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "ferrule/arrays/elements.h"
#include "ferrule/arrays/memory.h"
#include "ferrule/arrays/request.h"
#include "ferrule/convert/converter.h"

namespace ferrule {
inline namespace abi_1 {

// --- What may be asked of an NdArray, in any order ---

// An extent that may be anything.
inline constexpr std::ptrdiff_t kAny = internal::kAnyExtent;

// The extent of each axis: Shape<kAny, 3> has two axes, of which the second has three elements.
template <std::ptrdiff_t... kExtents>
struct Shape {
  static_assert(((kExtents >= kAny) && ...), "an extent is a number of elements, or kAny");
  static constexpr std::array<std::ptrdiff_t, sizeof...(kExtents)> extents = {kExtents...};
};

// The number of axes. Without this and without a Shape there may be any number.
template <std::size_t kCount>
struct Ndim {};

// Elements that lie side by side: in C order (the last axis closest together), in Fortran's order
// (the first one), or in either. Without one of them there may be gaps.
struct CContig {};
struct FContig {};
struct AnyContig {};

// What it is in Python as a result: a numpy.ndarray or a memoryview. Without one of them it is an
// object of ferrule's that has the buffer protocol, `__dlpack__` and `__dlpack_device__`.
struct NumPy {};
struct MemoryView {};

// -------------------------------------------------------------------------------------------------

namespace internal {

struct ArrayTraits {
  Order order = Order::kStrided;
  std::size_t ndim = kAnyRank;
  bool has_shape = false;
  const std::ptrdiff_t* shape = nullptr;  // if it has one, and axes
  ArrayResult result = ArrayResult::kArray;
  int orders = 0;
  int ranks = 0;
  int results = 0;

  template <std::ptrdiff_t... kExtents>
  constexpr void Apply(Shape<kExtents...>) {
    ndim = sizeof...(kExtents);
    has_shape = ndim != 0;
    if (has_shape) shape = Shape<kExtents...>::extents.data();
    ++ranks;
  }
  template <std::size_t kCount>
  constexpr void Apply(Ndim<kCount>) {
    ndim = kCount;
    ++ranks;
  }
  constexpr void Apply(CContig) { Apply(Order::kC); }
  constexpr void Apply(FContig) { Apply(Order::kFortran); }
  constexpr void Apply(AnyContig) { Apply(Order::kContiguous); }
  constexpr void Apply(NumPy) { Apply(ArrayResult::kNumPy); }
  constexpr void Apply(MemoryView) { Apply(ArrayResult::kMemoryView); }

 private:
  constexpr void Apply(Order option) {
    order = option;
    ++orders;
  }
  constexpr void Apply(ArrayResult option) {
    result = option;
    ++results;
  }
};

template <class Option>
concept ArrayOption = requires(ArrayTraits traits) { traits.Apply(Option()); };

template <ArrayOption... Options>
constexpr ArrayTraits TraitsOf() {
  ArrayTraits traits;
  (traits.Apply(Options()), ...);
  return traits;
}

// Whether every array that is as `from` says is as `to` says.
constexpr bool Implies(const ArrayTraits& from, const ArrayTraits& to) {
  if (to.order != from.order && to.order != Order::kStrided &&
      !(to.order == Order::kContiguous && from.order != Order::kStrided)) {
    return false;
  }
  if (to.ndim != kAnyRank && to.ndim != from.ndim) return false;
  if (!to.has_shape) return true;
  if (!from.has_shape) return false;
  for (std::size_t axis = 0; axis < to.ndim; ++axis) {
    if (to.shape[axis] != kAny && to.shape[axis] != from.shape[axis]) return false;
  }
  return true;
}

}  // namespace internal

// A handle to an array of T; const T if the elements are only to be read.
//
//   double Sum(const ferrule::NdArray<const double, ferrule::Ndim<2>>& matrix);
//   ferrule::NdArray<float, ferrule::Shape<ferrule::kAny, 3>, ferrule::NumPy> Points();
//
// From Python it is made of every object that has the buffer protocol or DLPack, if dtype, number
// of axes, shape and order are as the type says; nothing is converted. It may be kept beyond the
// call: it holds the memory, which Python can neither release nor resize meanwhile. Copies show the
// same memory. A default-constructed or moved-from one is empty, and has no elements.
//
// Threads: as std::shared_ptr; it may be used, copied and dropped on any thread, attached or not.
template <class T, internal::ArrayOption... Options>
class NdArray : public internal::Elements<T, internal::TraitsOf<Options...>().ndim,
                                          internal::TraitsOf<Options...>().order> {
  static constexpr internal::ArrayTraits kTraits = internal::TraitsOf<Options...>();
  static_assert(kTraits.orders <= 1, "an NdArray has one order");
  static_assert(kTraits.ranks <= 1, "an NdArray has one Shape or one Ndim");
  static_assert(kTraits.results <= 1, "an NdArray goes to Python as one thing");

 public:
  using value_type = std::remove_const_t<T>;

  // The extent of each axis, as `{rows, 3}`.
  using ShapeType = std::conditional_t<kTraits.ndim == internal::kAnyRank, std::vector<std::size_t>,
                                       std::array<std::size_t, kTraits.ndim>>;

  // An empty handle.
  NdArray() = default;

  // Another view of the memory of an array that is more special. Elements may become const.
  template <class U, class... O>
    requires(std::is_convertible_v<U (*)[], T (*)[]> &&
             internal::Implies(internal::TraitsOf<O...>(), kTraits))
  NdArray(NdArray<U, O...> other) : NdArray(std::move(other.memory_)) {}

  NdArray(const NdArray&) = default;
  NdArray(NdArray&& other) noexcept : NdArray::Elements(other), memory_(std::move(other.memory_)) {
    other.Unset();
  }
  NdArray& operator=(NdArray other) noexcept {
    NdArray::Elements::operator=(other);
    memory_.swap(other.memory_);
    return *this;
  }
  ~NdArray() = default;

  // Memory of its own: of zeros, or of whatever is there. Throws: std::invalid_argument if the
  // shape is not as the type says; std::length_error, std::bad_alloc.
  static NdArray zeros(const ShapeType& shape) {
    const std::size_t size = internal::CountElements(shape, sizeof(T));
    return Own(std::unique_ptr<value_type[]>(new value_type[size]()), shape);
  }
  static NdArray empty(const ShapeType& shape) {
    const std::size_t size = internal::CountElements(shape, sizeof(T));
    return Own(std::unique_ptr<value_type[]>(new value_type[size]), shape);
  }

  // The elements of a vector, which is taken over and not copied. With a shape it must have as many
  // elements as that. Throws: as above.
  static NdArray from_vector(std::vector<value_type> values)
    requires(kTraits.ndim == 1 || kTraits.ndim == internal::kAnyRank)
  {
    const std::size_t size = values.size();
    return from_vector(std::move(values), {size});
  }
  static NdArray from_vector(std::vector<value_type> values, const ShapeType& shape) {
    static_assert(!std::is_same_v<value_type, bool>, "a vector of bool has no array of them");
    const std::size_t size = internal::CountElements(shape, sizeof(T));
    if (values.size() != size) internal::ThrowWrongSize(values.size(), size);
    T* const data = values.data();
    return from_pointer(data, shape, std::move(values));
  }

  // Memory of somebody else's. `owner` keeps it alive: anything that can be moved, a
  // std::shared_ptr or a Py<> say, and is dropped on any thread. `strides` are in bytes; without
  // them there are no gaps. Throws: std::invalid_argument if the array would not be as the type
  // says.
  template <class Owner>
  static NdArray from_pointer(T* data, const ShapeType& shape, Owner owner,
                              const std::vector<std::ptrdiff_t>& strides = {}) {
    auto memory = std::make_shared<internal::OwnedMemory<Owner>>(
        std::move(owner), internal::MakeGeometry(kRequest, shape, strides));
    memory->data = const_cast<value_type*>(data);
    memory->dtype = kRequest.dtype;
    memory->is_read_only = std::is_const_v<T>;
    return NdArray(std::move(memory));
  }

  // Returns whether this is not empty.
  explicit operator bool() const { return memory_ != nullptr; }

  // Returns the size of all elements in bytes.
  std::size_t nbytes() const { return this->size() * sizeof(T); }

 private:
  template <class, internal::ArrayOption...>
  friend class NdArray;
  friend struct Converter<NdArray>;

  static constexpr internal::ArrayRequest kRequest = {
      "array",       kDType<value_type>, alignof(T),   !std::is_const_v<T>,
      kTraits.order, kTraits.ndim,       kTraits.shape};

  explicit NdArray(std::shared_ptr<const internal::ArrayMemory> memory)
      : memory_(std::move(memory)) {
    if (memory_ != nullptr) {
      this->Set(memory_->data, memory_->ndim, memory_->shape, memory_->strides);
    }
  }

  static NdArray Own(std::unique_ptr<value_type[]> elements, const ShapeType& shape) {
    T* const data = elements.get();
    return from_pointer(data, shape, std::move(elements));
  }

  std::shared_ptr<const internal::ArrayMemory> memory_;
};

// -------------------------------------------------------------------------------------------------

template <class T, class... Options>
struct Converter<NdArray<T, Options...>> {
  using Array = NdArray<T, Options...>;
  using Carrier = Array;

  static bool FromPython(PyObject* object, Array& out) {
    auto memory = internal::TakeArray(object, Array::kRequest);
    if (memory == nullptr) return false;
    out = Array(std::move(memory));
    return true;
  }
  static Array Unwrap(Array&& carrier) { return std::move(carrier); }
  static PyObject* ToPython(const Array& value) {
    return internal::ArrayToPython(value.memory_, Array::kTraits.result, std::is_const_v<T>);
  }
  static Fit Fits(PyObject* object) { return internal::FitsRequest(object, Array::kRequest, true); }
  static std::string Name() { return "NDArray[" + Array::kRequest.dtype.name() + "]"; }
};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_NDARRAY_H_
