// What C++ asks of an array, and whether one that Python has to offer is like that.
//
// For Buffer and NdArray; not for users.
#ifndef FERRULE_ARRAYS_REQUEST_H_
#define FERRULE_ARRAYS_REQUEST_H_

#include <cstddef>
#include <string>
#include <type_traits>

#include "ferrule/arrays/dlpack.h"
#include "ferrule/arrays/dtype.h"
#include "ferrule/arrays/elements.h"
#include "ferrule/convert/converter.h"
#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {

static_assert(std::is_same_v<Py_ssize_t, std::ptrdiff_t>);

// An extent that may be anything.
inline constexpr std::ptrdiff_t kAnyExtent = -1;

// A constant, one for each type of Buffer and NdArray.
struct ArrayRequest {
  const char* noun;  // `buffer` or `array`
  DType dtype;
  std::size_t alignment;
  bool is_writable;
  Order order;
  std::size_t ndim;             // or kAnyRank
  const std::ptrdiff_t* shape;  // null: any
  const char* format = dtype.format();
};

// An array as Python shows it, for as long as its memory is held.
struct ArrayOffer {
  void* data;
  DType dtype;
  std::size_t itemsize;
  bool is_read_only;
  std::size_t ndim;
  const std::ptrdiff_t* shape;
  const std::ptrdiff_t* strides;  // in bytes
  // What the dtype was read from, of a buffer or of a DLPack tensor.
  const char* format;
  const dlpack::DLDataType* type;
};

enum class Mismatch { kNone, kDType, kRank, kReadOnly, kShape, kOrder, kAlignment };

// Returns what is first found wrong with `offer`.
Mismatch Judge(const ArrayRequest& request, const ArrayOffer& offer);

// Returns what is asked for, in words: `a writable array of float64 with 2 dimensions`.
std::string Describe(const ArrayRequest& request);

// Sets `expected ..., got float32 of shape (3, 4)`: a TypeError, or a ValueError where the array is
// of the right type (shape, order, alignment). Returns false.
[[gnu::cold]] bool RaiseMismatch(const ArrayRequest& request, const ArrayOffer& offer,
                                 Mismatch mismatch);

// Asks `object` for its buffer, in whatever order and for reading. False with an error set.
// Requires: ReleaseBuffer(view) in the end, if true.
bool GetBuffer(PyObject* object, Py_buffer& view);
// The part of it that follows once the object has been asked: `view` gets strides if it has none.
bool CompleteBuffer(PyObject* object, Py_buffer& view);
void ReleaseBuffer(Py_buffer& view) noexcept;

// Returns what `view` shows, for as long as that is held.
ArrayOffer OfferOf(const Py_buffer& view);
// The same for one that `request` has been found to take.
ArrayOffer OfferOf(const Py_buffer& view, const ArrayRequest& request);

// Returns whether the type of `object` has a method __dlpack__.
bool HasDLPack(PyObject* object);

// Whether `object` will be taken. Objects whose buffer is made by C code are asked for it; of those
// that run Python code for it, and of those that know only DLPack, nothing is known but that.
Fit FitsRequest(PyObject* object, const ArrayRequest& request, bool takes_dlpack);

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_ARRAYS_REQUEST_H_
