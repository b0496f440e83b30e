#include "ferrule/convert/converter.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {

bool RaiseExpected(const char* what, PyObject* object) {
  PyObject* const got = PyType_GetQualName(Py_TYPE(object));
  if (got == nullptr) return false;
  PyErr_Format(PyExc_TypeError, "expected %s, got '%U'", what, got);
  Py_DECREF(got);
  return false;
}

bool RaiseExpected(const std::string& what, PyObject* object) {
  return RaiseExpected(what.c_str(), object);
}

bool RaiseExpected(PyTypeObject* type, PyObject* object) {
  const Held expected(PyType_GetQualName(type));
  const char* const name = expected.get() == nullptr ? nullptr : PyUnicode_AsUTF8(expected.get());
  return name != nullptr && RaiseExpected(name, object);
}

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule
