#include "ferrule/convert.h"

#include <cmath>
#include <limits>

#include "ferrule/convert/classes.h"
#include "ferrule/convert/handles.h"
#include "ferrule/park.h"
#include "runtime/src/error_context.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {
namespace {

// The int that `object` stands for: itself, or what its __index__ gives. A new reference; null with
// an error set.
PyObject* AsInt(PyObject* object) {
  if (PyLong_Check(object)) return Py_NewRef(object);
  if (!PyIndex_Check(object)) {
    RaiseExpected("int", object);
    return nullptr;
  }
  return internal::OrPark(PyNumber_Index, object);
}

bool RaiseOutOfRange(long long minimum, unsigned long long maximum) {
  PyErr_Format(PyExc_OverflowError, "int out of range: expected %lld to %llu", minimum, maximum);
  return false;
}

}  // namespace

bool RaiseExpected(const char* what, PyObject* object) {
  PyObject* const got = PyType_GetQualName(Py_TYPE(object));
  if (got == nullptr) return false;
  PyErr_Format(PyExc_TypeError, "expected %s, got '%U'", what, got);
  Py_DECREF(got);
  return false;
}

bool RaiseExpected(PyTypeObject* type, PyObject* object) {
  const Held expected(PyType_GetQualName(type));
  const char* const name = expected.get() == nullptr ? nullptr : PyUnicode_AsUTF8(expected.get());
  return name != nullptr && RaiseExpected(name, object);
}

void RaiseInItem(Py_ssize_t index) { PrefixError(PyUnicode_FromFormat("item %zd", index)); }

bool IntegerSlow(PyObject* object, long long minimum, long long maximum, long long& out) {
  PyObject* const number = AsInt(object);
  if (number == nullptr) return false;
  int overflow = 0;
  out = PyLong_AsLongLongAndOverflow(number, &overflow);
  Py_DECREF(number);
  if (overflow != 0 || out < minimum || out > maximum) {
    return RaiseOutOfRange(minimum, static_cast<unsigned long long>(maximum));
  }
  return true;
}

bool UnsignedSlow(PyObject* object, unsigned long long maximum, unsigned long long& out) {
  PyObject* const number = AsInt(object);
  if (number == nullptr) return false;
  out = PyLong_AsUnsignedLongLong(number);
  Py_DECREF(number);
  const bool failed =
      out == std::numeric_limits<unsigned long long>::max() && PyErr_Occurred() != nullptr;
  if (failed || out > maximum) {
    PyErr_Clear();  // CPython's own words for it name a C type
    return RaiseOutOfRange(0, maximum);
  }
  return true;
}

bool FloatSlow(PyObject* object, double& out) {
  const PyNumberMethods* const numbers = Py_TYPE(object)->tp_as_number;
  if (numbers == nullptr || (numbers->nb_float == nullptr && numbers->nb_index == nullptr)) {
    return RaiseExpected("float", object);
  }
  out = internal::OrPark(PyFloat_AsDouble, object);
  return out != -1.0 || PyErr_Occurred() == nullptr;
}

bool FloatFromDouble(double value, float& out) {
  out = static_cast<float>(value);
  if (std::isinf(out) && !std::isinf(value)) {
    PyErr_SetString(PyExc_OverflowError, "float out of range of a C++ float");
    return false;
  }
  return true;
}

bool TextSlow(PyObject* object, std::string_view& out) {
  if (!PyUnicode_Check(object)) return RaiseExpected("str", object);
  Py_ssize_t size = 0;
  const char* const text = PyUnicode_AsUTF8AndSize(object, &size);  // raises on lone surrogates
  if (text == nullptr) return false;
  out = std::string_view(text, static_cast<std::size_t>(size));
  return true;
}

bool CheckSequence(PyObject* object) {
  const bool is_text =
      PyUnicode_Check(object) || PyBytes_Check(object) || PyByteArray_Check(object);
  if (is_text || !PySequence_Check(object)) return RaiseExpected("a sequence", object);
  return true;
}

void* InstanceSlow(PyObject* object, PyTypeObject* type) {
  if (type == nullptr) return nullptr;  // ClassOf has set the error
  if (!PyObject_TypeCheck(object, type)) {
    RaiseExpected(type, object);
    return nullptr;
  }
  void* const pointer = reinterpret_cast<abi::InstanceHead*>(object)->pointer;
  return pointer != nullptr ? pointer : RaiseNoObject(object);
}

void* RaiseNoObject(PyObject* object) {
  PyObject* const name = PyType_GetQualName(Py_TYPE(object));
  if (name == nullptr) return nullptr;
  PyErr_Format(PyExc_TypeError, "%U.__init__() has not been called", name);
  Py_DECREF(name);
  return nullptr;
}

PyObject* RaiseEmptyReference() {
  PyErr_SetString(PyExc_SystemError, "C++ returned an empty reference");
  return nullptr;
}

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule
