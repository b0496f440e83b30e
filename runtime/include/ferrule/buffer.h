// Memory that Python lends for the time of a call: parameters that take bytes, arrays, and whatever
// else has the buffer protocol, without a copy.
#ifndef FERRULE_BUFFER_H_
#define FERRULE_BUFFER_H_

#include <cstddef>
#include <string>
#include <type_traits>

#include "ferrule/arrays/elements.h"
#include "ferrule/arrays/request.h"
#include "ferrule/convert/converter.h"

namespace ferrule {
inline namespace abi_1 {

// A view of an object's buffer: kNdim axes of elements T.
//
//   double Sum(ferrule::Buffer<const double> values);         // reads
//   void Scale(ferrule::Buffer<double, 2> image, double by);  // writes, too
//
// For parameters alone. The memory stays where it is until the call returns: Python can neither
// release nor resize it meanwhile, though it can change what is in it. Elements may have gaps
// between them, and are reached by (i, j...); span() is for memory without gaps. Taken is what has
// the same dtype and number of axes, nothing is converted. NdArray is the form that may be kept.
//
// Threads: any during the call, also detached; nothing here uses Python.
template <class T, std::size_t kNdim = 1>
class Buffer : public internal::Elements<T, kNdim, internal::Order::kStrided> {
  static_assert(kNdim > 0, "a buffer has at least one axis");

 private:
  friend struct Converter<Buffer>;

  explicit Buffer(const Py_buffer& view) { this->Set(view.buf, kNdim, view.shape, view.strides); }
};

// -------------------------------------------------------------------------------------------------

namespace internal {

// Holds the buffer of an argument during the call.
class BufferExport {
 public:
  BufferExport() = default;
  BufferExport(const BufferExport&) = delete;  // some views point into themselves
  BufferExport& operator=(const BufferExport&) = delete;
  ~BufferExport() {
    if (view_.obj != nullptr) ReleaseBuffer(view_);
  }

  // Takes the buffer of `object`. False with an error set.
  bool Acquire(PyObject* object, const ArrayRequest& request);

  const Py_buffer& view() const { return view_; }

 private:
  Py_buffer view_{};
};

}  // namespace internal

template <class T, std::size_t kNdim>
struct Converter<Buffer<T, kNdim>> {
  using Carrier = internal::BufferExport;
  static constexpr bool kBorrows = true;

  static bool FromPython(PyObject* object, Carrier& out) { return out.Acquire(object, kRequest); }
  static Buffer<T, kNdim> Unwrap(Carrier& carrier) { return Buffer<T, kNdim>(carrier.view()); }
  // The memory is lent for as long as the carrier lives. What has the value alone (a container, the
  // result of extract) could not hold it: there, use an NdArray.
  static Buffer<T, kNdim> Unwrap(Carrier&& carrier) = delete;
  static Fit Fits(PyObject* object) { return internal::FitsRequest(object, kRequest, false); }
  static std::string Name() { return "Buffer[" + kRequest.dtype.name() + "]"; }

 private:
  static constexpr internal::ArrayRequest kRequest = {"buffer",
                                                      kDType<std::remove_const_t<T>>,
                                                      alignof(T),
                                                      !std::is_const_v<T>,
                                                      internal::Order::kStrided,
                                                      kNdim,
                                                      nullptr};
};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_BUFFER_H_
