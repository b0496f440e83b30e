#include "benchmarks/limit/convert.h"

namespace limit {

bool RaiseExpected(const char* what, PyObject* object) {
  PyErr_Format(PyExc_TypeError, "expected %s, got '%s'", what, Py_TYPE(object)->tp_name);
  return false;
}

bool IntegerSlow(PyObject* object, std::int64_t minimum, std::int64_t maximum, std::int64_t& out) {
  if (!PyIndex_Check(object)) return RaiseExpected("int", object);
  PyObject* const number = PyNumber_Index(object);
  if (number == nullptr) return false;
  int overflow;
  out = PyLong_AsLongLongAndOverflow(number, &overflow);
  Py_DECREF(number);
  if (overflow == 0 && out >= minimum && out <= maximum) return true;
  PyErr_Format(PyExc_OverflowError, "int out of range: expected %lld to %lld",
               static_cast<long long>(minimum), static_cast<long long>(maximum));
  return false;
}

bool SizeSlow(PyObject* object, std::size_t& out) {
  if (!PyIndex_Check(object)) return RaiseExpected("int", object);
  PyObject* const number = PyNumber_Index(object);
  if (number == nullptr) return false;
  out = PyLong_AsSize_t(number);
  Py_DECREF(number);
  return out != static_cast<std::size_t>(-1) || PyErr_Occurred() == nullptr;
}

bool FloatSlow(PyObject* object, double& out) {
  out = PyFloat_AsDouble(object);
  return out != -1.0 || PyErr_Occurred() == nullptr;
}

bool TextSlow(PyObject* object, std::string_view& out) {
  if (!PyUnicode_Check(object)) return RaiseExpected("str", object);
  Py_ssize_t size;
  const char* const text = PyUnicode_AsUTF8AndSize(object, &size);
  if (text == nullptr) return false;
  out = std::string_view(text, static_cast<std::size_t>(size));
  return true;
}

}  // namespace limit
