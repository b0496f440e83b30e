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

std::string ClassName(PyTypeObject* type) {
  const Held name(type != nullptr ? PyType_GetQualName(type) : nullptr);
  const char* const text = name.get() != nullptr ? PyUnicode_AsUTF8(name.get()) : nullptr;
  if (text != nullptr) return text;
  PyErr_Clear();
  return "object";  // of a class that has not been imported no more is known
}

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule
