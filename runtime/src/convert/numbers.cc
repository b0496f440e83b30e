#include "ferrule/convert/numbers.h"

#include <cmath>
#include <cstring>
#include <limits>

namespace ferrule {
inline namespace abi_1 {
namespace convert {
namespace {

bool HasIndex(PyObject* object) { return PyIndex_Check(object) != 0; }

// NumPy's complex numbers have a __float__, too, which drops half of them.
bool HasFloat(PyObject* object) {
  const PyNumberMethods* const numbers = Py_TYPE(object)->tp_as_number;
  return numbers != nullptr && numbers->nb_float != nullptr && !PyComplex_Check(object);
}

// The int that `object` stands for: itself, or what its __index__ gives. A new reference; null with
// an error set.
PyObject* AsInt(PyObject* object) {
  if (PyLong_Check(object)) return Py_NewRef(object);
  if (!HasIndex(object)) {
    RaiseExpected("int", object);
    return nullptr;
  }
  return internal::OrPark(PyNumber_Index, object);
}

// Told by its name, which differs between NumPy 1 and 2: to ask NumPy would be to import it.
// Classes that are written in Python are no static types.
bool IsNumpyBool(PyObject* object) {
  const PyTypeObject* const type = Py_TYPE(object);
  if (PyType_HasFeature(Py_TYPE(object), Py_TPFLAGS_HEAPTYPE)) return false;
  return std::strcmp(type->tp_name, "numpy.bool") == 0 ||
         std::strcmp(type->tp_name, "numpy.bool_") == 0;
}

}  // namespace

bool RaiseOutOfRange(long long minimum, unsigned long long maximum) {
  PyErr_Format(PyExc_OverflowError, "int out of range: expected %lld to %llu", minimum, maximum);
  return false;
}

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
  if (!HasFloat(object) && !HasIndex(object)) return RaiseExpected("float", object);
  out = internal::OrPark(PyFloat_AsDouble, object);
  return out != -1.0 || PyErr_Occurred() == nullptr;
}

bool BoolSlow(PyObject* object, bool& out) {
  if (!IsNumpyBool(object)) return RaiseExpected("bool", object);
  const int truth = internal::OrPark(PyObject_IsTrue, object);
  out = truth > 0;
  return truth >= 0;
}

bool FloatFromDouble(double value, float& out) {
  out = static_cast<float>(value);
  if (std::isinf(out) && !std::isinf(value)) {
    PyErr_SetString(PyExc_OverflowError, "float out of range of a C++ float");
    return false;
  }
  return true;
}

bool DoubleFromLong(long double value, double& out) {
  out = static_cast<double>(value);
  if (std::isinf(out) && !std::isinf(value)) {
    PyErr_SetString(PyExc_OverflowError, "C++ long double out of range of a Python float");
    return false;
  }
  return true;
}

Fit IntegerFitsSlow(PyObject* object) { return HasIndex(object) ? Fit::kConverting : Fit::kNone; }

Fit FloatFitsSlow(PyObject* object) {
  return HasFloat(object) || HasIndex(object) ? Fit::kConverting : Fit::kNone;
}

Fit BoolFitsSlow(PyObject* object) { return IsNumpyBool(object) ? Fit::kConverting : Fit::kNone; }

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule
