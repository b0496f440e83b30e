// Conversions of truth values and numbers.
#ifndef FERRULE_CONVERT_NUMBERS_H_
#define FERRULE_CONVERT_NUMBERS_H_

#include <concepts>
#include <cstddef>
#include <limits>
#include <string>
#include <type_traits>
#include <utility>

#include "ferrule/convert/converter.h"

namespace ferrule {
inline namespace abi_1 {

namespace convert {

// Out of line: what the fast paths below fall back on. Cold, so that the fast paths save no
// registers for them.
[[gnu::cold]] bool IntegerSlow(PyObject* object, long long minimum, long long maximum,
                               long long& out);
[[gnu::cold]] bool UnsignedSlow(PyObject* object, unsigned long long maximum,
                                unsigned long long& out);
[[gnu::cold]] bool FloatSlow(PyObject* object, double& out);
[[gnu::cold]] bool BoolSlow(PyObject* object, bool& out);
// Sets OverflowError: `int out of range: expected 0 to 7`. Returns false.
[[gnu::cold]] bool RaiseOutOfRange(long long minimum, unsigned long long maximum);
bool FloatFromDouble(double value, float& out);
bool DoubleFromLong(long double value, double& out);

// How what is no exact int, float or bool fits where one is wanted.
[[gnu::cold]] Fit IntegerFitsSlow(PyObject* object);
[[gnu::cold]] Fit FloatFitsSlow(PyObject* object);
[[gnu::cold]] Fit BoolFitsSlow(PyObject* object);

template <class T>
concept Integer =
    std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char> &&
    !std::same_as<T, wchar_t> && !std::same_as<T, char8_t> && !std::same_as<T, char16_t> &&
    !std::same_as<T, char32_t> && sizeof(T) <= sizeof(long long);

}  // namespace convert

// True and False, and NumPy's bool, which is no subclass.
template <>
struct Converter<bool> {
  using Carrier = bool;
  using Exact = bool;
  [[gnu::always_inline]] static bool FromPython(PyObject* object, bool& out) {
    if (FromExact(object, out)) [[likely]]
      return true;
    return convert::BoolSlow(object, out);
  }
  [[gnu::always_inline]] static bool FromExact(PyObject* object, bool& out) {
    out = object == Py_True;
    return out || object == Py_False;
  }
  static bool Unwrap(bool carrier) { return carrier; }
  static bool IsExact(PyObject* object) { return PyBool_Check(object); }
  static Fit Fits(PyObject* object) {
    return IsExact(object) ? Fit::kExact : convert::BoolFitsSlow(object);
  }
  static constexpr bool kBorrows = false;
  static std::string Name() { return "bool"; }
  static PyObject* ToPython(bool value) { return Py_NewRef(value ? Py_True : Py_False); }
};

// Ints, bools among them, and what has an __index__, if they are in T's range.
template <convert::Integer T>
struct Converter<T> {
  using Carrier = T;
  using Exact = T;

  [[gnu::always_inline]] static bool FromPython(PyObject* object, T& out) {
    if (FromExact(object, out)) [[likely]]
      return true;
    return Slow(object, out);
  }
  [[gnu::always_inline]] static bool FromExact(PyObject* object, T& out) {
    // One digit fits any signed type of four bytes or more, which the compiler cannot know; the
    // narrower and the unsigned ones are held against it.
    if (PyLong_CheckExact(object) && compat::IsCompactInt(object)) [[likely]] {
      const Py_ssize_t value = compat::CompactIntValue(object);
      if ((std::signed_integral<T> && sizeof(T) >= 4) || std::in_range<T>(value)) [[likely]] {
        out = static_cast<T>(value);
        return true;
      }
    }
    return false;
  }
  static T Unwrap(T carrier) { return carrier; }
  static bool IsExact(PyObject* object) { return PyLong_CheckExact(object); }
  static Fit Fits(PyObject* object) {
    return IsExact(object) ? Fit::kExact : convert::IntegerFitsSlow(object);
  }
  static constexpr bool kBorrows = false;
  static std::string Name() { return "int"; }

  static PyObject* ToPython(T value) {
    if constexpr (std::signed_integral<T> && sizeof(T) <= sizeof(long)) {
      return PyLong_FromLong(value);
    } else if constexpr (std::signed_integral<T>) {
      return PyLong_FromLongLong(value);
    } else if constexpr (sizeof(T) < sizeof(long)) {
      return PyLong_FromLong(static_cast<long>(value));
    } else if constexpr (sizeof(T) <= sizeof(std::size_t)) {
      return PyLong_FromSize_t(value);  // half the work of the next one, in CPython 3.11
    } else {
      return PyLong_FromUnsignedLongLong(value);
    }
  }

 private:
  [[gnu::always_inline]] static bool Slow(PyObject* object, T& out) {
    if constexpr (std::signed_integral<T>) {
      long long wide;
      if (!convert::IntegerSlow(object, std::numeric_limits<T>::min(),
                                std::numeric_limits<T>::max(), wide))
        return false;
      out = static_cast<T>(wide);
    } else {
      unsigned long long wide;
      if (!convert::UnsignedSlow(object, std::numeric_limits<T>::max(), wide)) return false;
      out = static_cast<T>(wide);
    }
    return true;
  }
};

// Floats, ints, and what has a __float__ or an __index__.
template <>
struct Converter<double> {
  using Carrier = double;
  using Exact = double;
  [[gnu::always_inline]] static bool FromPython(PyObject* object, double& out) {
    if (FromExact(object, out)) [[likely]]
      return true;
    return convert::FloatSlow(object, out);
  }
  [[gnu::always_inline]] static bool FromExact(PyObject* object, double& out) {
    if (PyFloat_CheckExact(object)) [[likely]] {
      out = PyFloat_AS_DOUBLE(object);
      return true;
    }
    return false;
  }
  static double Unwrap(double carrier) { return carrier; }
  static bool IsExact(PyObject* object) { return PyFloat_CheckExact(object); }
  static Fit Fits(PyObject* object) {
    return IsExact(object) ? Fit::kExact : convert::FloatFitsSlow(object);
  }
  static constexpr bool kBorrows = false;
  static std::string Name() { return "float"; }
  static PyObject* ToPython(double value) { return PyFloat_FromDouble(value); }
};

// Rounds to the nearest float; a finite value beyond float's range is an OverflowError.
template <>
struct Converter<float> : Converter<double> {
  using Carrier = float;
  using Exact = float;
  static bool FromPython(PyObject* object, float& out) {
    double wide;
    return Converter<double>::FromPython(object, wide) && convert::FloatFromDouble(wide, out);
  }
  static bool FromExact(PyObject* object, float& out) {
    constexpr double kMost = std::numeric_limits<float>::max();
    double wide;
    if (!Converter<double>::FromExact(object, wide) || !(wide >= -kMost && wide <= kMost)) {
      return false;
    }
    out = static_cast<float>(wide);
    return true;
  }
  static float Unwrap(float carrier) { return carrier; }
  static PyObject* ToPython(float value) { return PyFloat_FromDouble(value); }
};

// By way of double: to Python it is rounded to the nearest one, and a finite value beyond double's
// range is an OverflowError.
template <>
struct Converter<long double> : Converter<double> {
  static long double Unwrap(double carrier) { return carrier; }
  static PyObject* ToPython(long double value) {
    double rounded;
    return convert::DoubleFromLong(value, rounded) ? PyFloat_FromDouble(rounded) : nullptr;
  }
};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_NUMBERS_H_
