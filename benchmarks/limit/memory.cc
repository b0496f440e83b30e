// The functions of values.h that look at memory of Python's.
//
// They have no use for the C++ functions, which take views of ferrule's.
#include <cstdint>
#include <cstring>
#include <memory>

#include "benchmarks/limit/attached.h"
#include "benchmarks/limit/call.h"
#include "benchmarks/limit/convert.h"
#include "benchmarks/limit/state.h"

namespace limit {
namespace {

constexpr const char* kValueNames[] = {"value"};
constexpr OneParameter kLastOfBuffer = {{"last_of_buffer", kValueNames, 1, 1}, &State::value_name};
constexpr OneParameter kLastOfArray = {{"last_of_array", kValueNames, 1, 1}, &State::value_name};

[[gnu::cold]] bool RaiseMismatch(const Py_buffer& view) {
  PyErr_Format(PyExc_TypeError, "expected a buffer of float64 with 1 dimension, got '%s' with %d",
               view.format, view.ndim);
  return false;
}

[[gnu::cold]] bool RaiseUnaligned() {
  PyErr_SetString(PyExc_ValueError, "expected aligned elements");
  return false;
}

// Whether a buffer has one axis of doubles that C++ may read where they are.
bool HasDoubles(const Py_buffer& view) {
  const char* const format = view.format;
  if (format == nullptr || format[0] != 'd' || format[1] != '\0' || view.ndim != 1) [[unlikely]]
    return RaiseMismatch(view);
  const auto bits = reinterpret_cast<std::uintptr_t>(view.buf) |
                    (view.shape[0] > 1 ? static_cast<std::uintptr_t>(view.strides[0]) : 0);
  return bits % alignof(double) == 0 || view.shape[0] == 0 || RaiseUnaligned();
}

// False with an error set.
bool Acquire(PyObject* object, Py_buffer& view) {
  if (!PyObject_CheckBuffer(object)) [[unlikely]]
    return RaiseExpected("a buffer of float64 with 1 dimension", object);
  if (PyObject_GetBuffer(object, &view, PyBUF_RECORDS_RO) != 0) return false;
  if (HasDoubles(view)) [[likely]]
    return true;
  PyBuffer_Release(&view);
  return false;
}

double Last(const Py_buffer& view) {
  if (view.shape[0] == 0) return 0;
  const char* const at = static_cast<const char*>(view.buf) + (view.shape[0] - 1) * view.strides[0];
  return *reinterpret_cast<const double*>(at);
}

PyObject* LastOfBuffer(PyObject*, PyObject* const* values, Py_ssize_t nargs, PyObject* kwnames) {
  PyObject* const argument = TakeOne(kLastOfBuffer, values, nargs, kwnames);
  if (argument == nullptr) return nullptr;
  Py_buffer view;
  if (!Acquire(argument, view)) return BadArgument(kLastOfBuffer);
  const double last = Last(view);
  PyBuffer_Release(&view);
  return PyFloat_FromDouble(last);
}

// A buffer that any thread may drop.
struct HeldBuffer {
  HeldBuffer() { view.obj = nullptr; }
  ~HeldBuffer() {
    const Attached attached;
    PyBuffer_Release(&view);
  }
  HeldBuffer(const HeldBuffer&) = delete;
  HeldBuffer& operator=(const HeldBuffer&) = delete;

  Py_buffer view;
};

// The array may be kept beyond the call, and copied.
PyObject* LastOfArray(PyObject* argument) {
  const auto held = std::make_shared<HeldBuffer>();
  if (!Acquire(argument, held->view)) {
    held->view.obj = nullptr;
    return BadArgument(kLastOfArray);
  }
  return PyFloat_FromDouble(Last(held->view));
}

}  // namespace

PyMethodDef memory_functions[] = {
    Define("last_of_buffer", &LastOfBuffer),
    Define("last_of_array", &Function<kLastOfArray, &LastOfArray>),
    {nullptr, nullptr, 0, nullptr},
};

bool AddMemory(PyObject* module) { return PyModule_AddFunctions(module, memory_functions) == 0; }

}  // namespace limit
