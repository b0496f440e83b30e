#include "ferrule/convert/function.h"

#include "runtime/src/error_context.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {
namespace {

// `f()`, as messages call what was called; an object whose class has __call__ is `Handler()`. A new
// reference; null without an error where there is no memory. Requires: no error is set.
PyObject* CallText(PyObject* callable) {
  PyObject* name = internal::OrPark(PyObject_GetAttrString, callable, "__qualname__");
  if (name == nullptr || !PyUnicode_Check(name)) {
    PyErr_Clear();
    Py_XSETREF(name, PyType_GetQualName(Py_TYPE(callable)));
  }
  PyObject* const text = name != nullptr ? PyUnicode_FromFormat("%U() result", name) : nullptr;
  Py_XDECREF(name);
  PyErr_Clear();
  return text;
}

}  // namespace

void ThrowBadResult(PyObject* callable) {
  PyObject* const error = compat::TakeRaisedException();
  PyObject* const where = CallText(callable);
  compat::SetRaisedException(error);
  PrefixError(where);
  internal::ThrowError();
}

bool RaiseNoFunctionPointer(const std::string& name, PyObject* object) {
  const bool is_callable = PyCallable_Check(object) != 0;
  return RaiseExpected("a C++ function " + name +
                           (is_callable ? " (for other callables C++ has std::function)" : ""),
                       object);
}

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule
