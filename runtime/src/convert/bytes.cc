#include "ferrule/convert/bytes.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {
namespace {

bool HasBuffer(PyObject* object) {
  const PyBufferProcs* const functions = Py_TYPE(object)->tp_as_buffer;
  return functions != nullptr && functions->bf_getbuffer != nullptr;
}

// Those of Python's own types whose instances have their content behind them.
bool IsBytesLike(PyObject* object) {
  return PyBytes_Check(object) || PyByteArray_Check(object) || PyMemoryView_Check(object);
}

// What can be told to be read-only without asking for the buffer.
bool IsReadOnly(PyObject* object) {
  return PyBytes_Check(object) ||
         (PyMemoryView_Check(object) && PyMemoryView_GET_BUFFER(object)->readonly != 0);
}

}  // namespace

[[gnu::always_inline]] inline bool HeldBytes::HoldBuffer(PyObject* object, int flags) {
  if (buffer_.obj != nullptr) Release();
  // All that PyObject_GetBuffer does, for what has a buffer.
  const getbufferproc get = Py_TYPE(object)->tp_as_buffer->bf_getbuffer;
  if (internal::OrPark(get, object, &buffer_, flags) < 0) [[unlikely]] {
    buffer_.obj = nullptr;
    return false;
  }
  data_ = buffer_.buf;
  size_ = static_cast<std::size_t>(buffer_.len);
  return true;
}

bool HeldBytes::HoldSlow(PyObject* object) {
  if (!HasBuffer(object)) [[unlikely]]
    return RaiseExpected(Converter<std::span<const std::byte>>::Name(), object);
  return HoldBuffer(object, PyBUF_SIMPLE);
}

bool HeldBytes::HoldWritable(PyObject* object) {
  if (!PyObject_CheckBuffer(object) || PyBytes_Check(object))
    return RaiseExpected(Converter<std::span<std::byte>>::Name(), object);
  if (IsReadOnly(object)) {
    PyErr_SetString(PyExc_TypeError, "expected a writable buffer, got a read-only memoryview");
    return false;
  }
  return HoldBuffer(object, PyBUF_WRITABLE);
}

void HeldBytes::Release() noexcept {
  try {
    PyBuffer_Release(&buffer_);
  } catch (...) {
    internal::ParkOrTerminate();
  }
}

Fit BufferFits(PyObject* object) {
  if (!PyObject_CheckBuffer(object)) return Fit::kNone;
  return IsBytesLike(object) ? Fit::kExact : Fit::kConverting;
}

Fit WritableBufferFits(PyObject* object) {
  return IsReadOnly(object) ? Fit::kNone : BufferFits(object);
}

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule
