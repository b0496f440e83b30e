#include "ferrule/convert/complex.h"

#include "runtime/src/special_method.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {
namespace {

using literals::operator""_name;

}  // namespace

Fit ComplexFits(PyObject* object) {
  if (PyComplex_CheckExact(object)) return Fit::kExact;
  const bool has_value = PyComplex_Check(object) || Converter<double>::Fits(object) != Fit::kNone ||
                         internal::HasSpecialMethod(object, "__complex__"_name);
  return has_value ? Fit::kConverting : Fit::kNone;
}

bool ComplexFromPython(PyObject* object, std::complex<double>& out) {
  if (ComplexFits(object) == Fit::kNone) return RaiseExpected("complex", object);
  const Py_complex value = internal::OrPark(PyComplex_AsCComplex, object);
  out = {value.real, value.imag};
  return value.real != -1.0 || PyErr_Occurred() == nullptr;
}

bool ComplexFromDouble(const std::complex<double>& value, std::complex<float>& out) {
  float real;
  float imaginary;
  if (!FloatFromDouble(value.real(), real) || !FloatFromDouble(value.imag(), imaginary))
    return false;
  out = {real, imaginary};
  return true;
}

PyObject* ComplexToPython(const std::complex<long double>& value) {
  double real;
  double imaginary;
  if (!DoubleFromLong(value.real(), real) || !DoubleFromLong(value.imag(), imaginary))
    return nullptr;
  return PyComplex_FromDoubles(real, imaginary);
}

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule
