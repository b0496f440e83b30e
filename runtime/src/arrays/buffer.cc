#include "ferrule/buffer.h"

#include <cstdint>

#include "ferrule/park.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {

namespace {

// Whether the buffer is as it mostly is: of a dtype's own letter, and asked for without conditions
// on shape and order. False also where more must be looked at to tell.
bool IsPlainly(const ArrayRequest& request, const Py_buffer& view) {
  const char* const letter = request.format;
  return view.format != nullptr && view.format[0] == letter[0] && view.format[1] == '\0' &&
         letter[1] == '\0' && request.dtype.kind != DType::kRaw &&
         view.itemsize == static_cast<Py_ssize_t>(request.dtype.size) &&
         static_cast<std::size_t>(view.ndim) == request.ndim && view.ndim == 1 &&
         view.strides != nullptr && (!request.is_writable || view.readonly == 0) &&
         request.shape == nullptr && request.order == Order::kStrided &&
         (reinterpret_cast<std::uintptr_t>(view.buf) |
          static_cast<std::uintptr_t>(view.strides[0])) %
                 request.alignment ==
             0;
}

}  // namespace

bool BufferExport::Acquire(PyObject* object, const ArrayRequest& request) {
  const PyBufferProcs* const functions = Py_TYPE(object)->tp_as_buffer;
  if (functions == nullptr || functions->bf_getbuffer == nullptr) [[unlikely]]
    return convert::RaiseExpected(Describe(request), object);
  if (OrPark(functions->bf_getbuffer, object, &view_, PyBUF_RECORDS_RO) < 0) [[unlikely]] {
    view_.obj = nullptr;
    return false;
  }
  if (IsPlainly(request, view_)) [[likely]]
    return true;
  if (!CompleteBuffer(object, view_)) return false;
  const ArrayOffer offer = OfferOf(view_);
  const Mismatch mismatch = Judge(request, offer);
  return mismatch == Mismatch::kNone || RaiseMismatch(request, offer, mismatch);
}

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule
