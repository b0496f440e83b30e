// Conversions of complex numbers: apart from the other numbers, since <complex> costs time to
// compile.
#ifndef FERRULE_CONVERT_COMPLEX_H_
#define FERRULE_CONVERT_COMPLEX_H_

#include <complex>
#include <concepts>
#include <string>

#include "ferrule/convert/converter.h"
#include "ferrule/convert/numbers.h"

namespace ferrule {
inline namespace abi_1 {

namespace convert {

bool ComplexFromPython(PyObject* object, std::complex<double>& out);
bool ComplexFromDouble(const std::complex<double>& value, std::complex<float>& out);
PyObject* ComplexToPython(const std::complex<long double>& value);
Fit ComplexFits(PyObject* object);

}  // namespace convert

// Complex numbers, what is taken as a float, and what has a __complex__. The parts are rounded as
// Converter<T> does it.
template <std::floating_point T>
struct Converter<std::complex<T>> {
  using Carrier = std::complex<T>;

  static bool FromPython(PyObject* object, Carrier& out) {
    std::complex<double> value;
    if (!convert::ComplexFromPython(object, value)) return false;
    if constexpr (std::same_as<T, float>) {
      return convert::ComplexFromDouble(value, out);
    } else {
      out = value;
      return true;
    }
  }
  static Carrier Unwrap(const Carrier& carrier) { return carrier; }
  static Fit Fits(PyObject* object) { return convert::ComplexFits(object); }
  static constexpr bool kBorrows = false;
  static std::string Name() { return "complex"; }

  static PyObject* ToPython(const Carrier& value) {
    if constexpr (std::same_as<T, long double>) {
      return convert::ComplexToPython(value);
    } else {
      return PyComplex_FromDoubles(value.real(), value.imag());
    }
  }
};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_COMPLEX_H_
