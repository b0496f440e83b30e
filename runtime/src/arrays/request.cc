#include "ferrule/arrays/request.h"

#include <cstdint>

#include "ferrule/interned.h"
#include "ferrule/park.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {
namespace {

bool HasDType(const ArrayRequest& request, const ArrayOffer& offer) {
  return request.dtype.kind == DType::kRaw ? offer.itemsize == 1 : request.dtype == offer.dtype;
}

bool HasShape(const ArrayRequest& request, const ArrayOffer& offer) {
  if (request.shape == nullptr) return true;
  for (std::size_t axis = 0; axis < request.ndim; ++axis) {
    if (request.shape[axis] != kAnyExtent && request.shape[axis] != offer.shape[axis]) return false;
  }
  return true;
}

bool HasOrder(const ArrayRequest& request, const ArrayOffer& offer) {
  if (request.order == Order::kStrided) return true;
  const auto is_contiguous = [&](bool last_axis_closest) {
    return IsContiguous(offer.ndim, offer.shape, offer.strides, request.dtype.size,
                        last_axis_closest);
  };
  return (request.order != Order::kFortran && is_contiguous(true)) ||
         (request.order != Order::kC && is_contiguous(false));
}

// C++ may read numbers only where they are aligned.
bool IsAligned(const ArrayRequest& request, const ArrayOffer& offer) {
  auto bits = reinterpret_cast<std::uintptr_t>(offer.data);
  for (std::size_t axis = 0; axis < offer.ndim; ++axis) {
    if (offer.shape[axis] == 0) return true;  // nothing is read
    if (offer.shape[axis] > 1) bits |= static_cast<std::uintptr_t>(offer.strides[axis]);
  }
  return bits % request.alignment == 0;
}

std::string Tuple(std::size_t count, const std::ptrdiff_t* values) {
  std::string text = "(";
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) text += ", ";
    text += values[i] == kAnyExtent ? "*" : std::to_string(values[i]);
  }
  return text + (count == 1 ? ",)" : ")");
}

std::string NameOfDType(const ArrayOffer& offer) {
  if (offer.dtype.kind != DType::kUnknown) return offer.dtype.name();
  if (offer.type != nullptr) {
    return "DLPack type (" + std::to_string(offer.type->code) + ", " +
           std::to_string(offer.type->bits) + ", " + std::to_string(offer.type->lanes) + ")";
  }
  return "format '" + std::string(offer.format) + "'";
}

std::string Describe(const ArrayOffer& offer, Mismatch mismatch) {
  const std::string shape = " of shape " + Tuple(offer.ndim, offer.shape);
  switch (mismatch) {
    case Mismatch::kReadOnly:
      return "a read-only one";
    case Mismatch::kOrder: {
      // A stride of -1 is no `*`.
      std::string strides;
      for (std::size_t axis = 0; axis < offer.ndim; ++axis) {
        strides += (axis > 0 ? ", " : "") + std::to_string(offer.strides[axis]);
      }
      return "one" + shape + " with strides (" + strides + (offer.ndim == 1 ? ",)" : ")");
    }
    case Mismatch::kAlignment:
      return "one whose elements are not aligned";
    default:
      return NameOfDType(offer) + shape;
  }
}

// Whether the function behind the buffers of this type is one that a type made by C code has: such
// types cannot be changed from Python. A class of Python's either inherits one, or has a
// `__buffer__` of its own to call.
bool IsBufferMadeInC(PyTypeObject* type) {
  if (type == &PyPickleBuffer_Type) return false;  // which asks another object
  const getbufferproc get = type->tp_as_buffer->bf_getbuffer;
  PyObject* const bases = type->tp_mro;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(bases); ++i) {
    const auto* const base = reinterpret_cast<PyTypeObject*>(PyTuple_GET_ITEM(bases, i));
    const bool is_fixed = (base->tp_flags & Py_TPFLAGS_HEAPTYPE) == 0 ||
                          (base->tp_flags & Py_TPFLAGS_IMMUTABLETYPE) != 0;
    if (is_fixed && base->tp_as_buffer != nullptr && base->tp_as_buffer->bf_getbuffer == get) {
      return true;
    }
  }
  return false;
}

}  // namespace

Mismatch Judge(const ArrayRequest& request, const ArrayOffer& offer) {
  if (!HasDType(request, offer)) return Mismatch::kDType;
  if (request.ndim != kAnyRank && request.ndim != offer.ndim) return Mismatch::kRank;
  if (request.is_writable && offer.is_read_only) return Mismatch::kReadOnly;
  if (!HasShape(request, offer)) return Mismatch::kShape;
  if (!HasOrder(request, offer)) return Mismatch::kOrder;
  if (!IsAligned(request, offer)) return Mismatch::kAlignment;
  return Mismatch::kNone;
}

std::string Describe(const ArrayRequest& request) {
  std::string text = request.is_writable ? "writable " : "";
  switch (request.order) {
    case Order::kStrided:
      break;
    case Order::kC:
      text += "C-contiguous ";
      break;
    case Order::kFortran:
      text += "Fortran-contiguous ";
      break;
    case Order::kContiguous:
      text += "contiguous ";
      break;
  }
  text += request.noun;
  text = (text[0] == 'a' ? "an " : "a ") + text + " of " + request.dtype.name();
  if (request.shape != nullptr) return text + " of shape " + Tuple(request.ndim, request.shape);
  if (request.ndim == kAnyRank) return text;
  return text + " with " + std::to_string(request.ndim) +
         (request.ndim == 1 ? " dimension" : " dimensions");
}

bool RaiseMismatch(const ArrayRequest& request, const ArrayOffer& offer, Mismatch mismatch) {
  const bool is_type = mismatch == Mismatch::kDType || mismatch == Mismatch::kRank ||
                       mismatch == Mismatch::kReadOnly;
  PyErr_Format(is_type ? PyExc_TypeError : PyExc_ValueError, "expected %s, got %s",
               Describe(request).c_str(), Describe(offer, mismatch).c_str());
  return false;
}

bool GetBuffer(PyObject* object, Py_buffer& view) {
  return OrPark(PyObject_GetBuffer, object, &view, PyBUF_RECORDS_RO) == 0 &&
         CompleteBuffer(object, view);
}

bool CompleteBuffer(PyObject* object, Py_buffer& view) {
  if (view.ndim == 0 || view.strides != nullptr) return true;
  // The arrays of ctypes leave the strides out. A memoryview fills them in.
  ReleaseBuffer(view);
  const convert::Held whole(OrPark(PyMemoryView_FromObject, object));
  return whole.get() != nullptr && PyObject_GetBuffer(whole.get(), &view, PyBUF_RECORDS_RO) == 0;
}

void ReleaseBuffer(Py_buffer& view) noexcept {
  try {
    PyBuffer_Release(&view);
  } catch (...) {
    ParkOrTerminate();
  }
}

namespace {

const char* FormatOf(const Py_buffer& view) { return view.format != nullptr ? view.format : "B"; }

ArrayOffer OfferOf(const Py_buffer& view, const DType& dtype) {
  return {.data = view.buf,
          .dtype = dtype,
          .itemsize = static_cast<std::size_t>(view.itemsize),
          .is_read_only = view.readonly != 0,
          .ndim = static_cast<std::size_t>(view.ndim),
          .shape = view.shape,
          .strides = view.strides,
          .format = FormatOf(view),
          .type = nullptr};
}

}  // namespace

ArrayOffer OfferOf(const Py_buffer& view) {
  return OfferOf(view, ReadFormat(FormatOf(view), view.itemsize));
}

ArrayOffer OfferOf(const Py_buffer& view, const ArrayRequest& request) {
  return request.dtype.kind == DType::kRaw ? OfferOf(view) : OfferOf(view, request.dtype);
}

bool HasDLPack(PyObject* object) {
  using namespace literals;
  PyObject* const name = "__dlpack__"_name.get(Python::assume_attached()).as_ptr();
  PyObject* const bases = Py_TYPE(object)->tp_mro;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(bases); ++i) {
    // Null for the interpreter's own types, from 3.12 on. They have none.
    PyObject* const names = reinterpret_cast<PyTypeObject*>(PyTuple_GET_ITEM(bases, i))->tp_dict;
    if (names == nullptr) continue;
    const int has = PyDict_Contains(names, name);
    if (has > 0) return true;
    if (has < 0) PyErr_Clear();
  }
  return false;
}

Fit FitsRequest(PyObject* object, const ArrayRequest& request, bool takes_dlpack) {
  if (!PyObject_CheckBuffer(object)) {
    return takes_dlpack && HasDLPack(object) ? Fit::kConverting : Fit::kNone;
  }
  if (!IsBufferMadeInC(Py_TYPE(object))) return Fit::kConverting;
  Py_buffer view{};
  if (!GetBuffer(object, view)) {
    PyErr_Clear();
    return Fit::kConverting;
  }
  const Mismatch mismatch = Judge(request, OfferOf(view));
  ReleaseBuffer(view);
  switch (mismatch) {
    case Mismatch::kNone:
      return Fit::kExact;
    case Mismatch::kDType:
    case Mismatch::kRank:
    case Mismatch::kReadOnly:
      return Fit::kNone;
    default:
      return Fit::kConverting;  // of the right type, so that it is the value that is wrong
  }
}

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule
