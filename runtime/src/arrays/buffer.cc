#include "ferrule/buffer.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {

bool BufferExport::Acquire(PyObject* object, const ArrayRequest& request) {
  if (!PyObject_CheckBuffer(object)) return convert::RaiseExpected(Describe(request), object);
  if (!GetBuffer(object, view_)) return false;
  const ArrayOffer offer = OfferOf(view_);
  const Mismatch mismatch = Judge(request, offer);
  return mismatch == Mismatch::kNone || RaiseMismatch(request, offer, mismatch);
}

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule
