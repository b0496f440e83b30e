#include "runtime/src/error_context.h"

namespace ferrule {
inline namespace abi_1 {
namespace {

// The message of `error`, borrowed, if that is all there is to it; else null. What Python code has
// raised has a traceback.
PyObject* PlainMessage(PyObject* error) {
  PyObject* const type = reinterpret_cast<PyObject*>(Py_TYPE(error));
  if (type != PyExc_TypeError && type != PyExc_ValueError && type != PyExc_OverflowError &&
      type != PyExc_RuntimeError)
    return nullptr;
  const auto* const base = reinterpret_cast<PyBaseExceptionObject*>(error);
  if (base->traceback != nullptr || PyTuple_GET_SIZE(base->args) != 1) return nullptr;
  PyObject* const message = PyTuple_GET_ITEM(base->args, 0);
  return PyUnicode_CheckExact(message) ? message : nullptr;
}

bool AddNote(PyObject* error, PyObject* where) {
  PyObject* const note = PyUnicode_FromFormat("while converting %U", where);
  if (note == nullptr) return false;
  PyObject* const result = PyObject_CallMethod(error, "add_note", "N", note);
  Py_XDECREF(result);
  return result != nullptr;
}

}  // namespace

void PrefixError(PyObject* where) {
  PyObject* const error = compat::TakeRaisedException();
  if (where == nullptr) {
    PyErr_Clear();
    compat::SetRaisedException(error);
    return;
  }
  if (PyObject* const message = PlainMessage(error); message != nullptr) {
    PyErr_Format(reinterpret_cast<PyObject*>(Py_TYPE(error)), "%U: %U", where, message);
    Py_DECREF(error);
  } else {
    if (!AddNote(error, where)) PyErr_Clear();  // the error itself matters more than where it was
    compat::SetRaisedException(error);
  }
  Py_DECREF(where);
}

}  // namespace abi_1
}  // namespace ferrule
