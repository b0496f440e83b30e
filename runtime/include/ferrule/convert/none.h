// Conversions of None.
#ifndef FERRULE_CONVERT_NONE_H_
#define FERRULE_CONVERT_NONE_H_

#include <concepts>
#include <cstddef>
#include <string>

#include "ferrule/convert/converter.h"

namespace ferrule {
inline namespace abi_1 {

namespace convert {

// A pointer parameter that may be None, which is its null pointer then: for T whose Converter takes
// no None, such as const char*. Only ever the T of a Converter.
template <class T>
struct Nullable;

}  // namespace convert

template <>
struct Converter<std::nullptr_t> {
  using Carrier = std::nullptr_t;
  static bool FromPython(PyObject* object, std::nullptr_t&) {
    return object == Py_None || convert::RaiseExpected("None", object);
  }
  static std::nullptr_t Unwrap(std::nullptr_t) { return nullptr; }
  static Fit Fits(PyObject* object) { return object == Py_None ? Fit::kExact : Fit::kNone; }
  static constexpr bool kBorrows = false;
  static std::string Name() { return "None"; }
  static PyObject* ToPython(std::nullptr_t) { return Py_NewRef(Py_None); }
};

template <class T>
struct Converter<convert::Nullable<T>> : Converter<T> {
  static_assert(std::same_as<typename Converter<T>::Carrier, T>);

  static bool FromPython(PyObject* object, T& out) {
    if (object == Py_None) {
      out = nullptr;
      return true;
    }
    if (Converter<T>::Fits(object) == Fit::kNone) return convert::RaiseExpected(Name(), object);
    return Converter<T>::FromPython(object, out);
  }
  static Fit Fits(PyObject* object) {
    return object == Py_None ? Fit::kExact : Converter<T>::Fits(object);
  }
  static std::string Name() { return Converter<T>::Name() + " | None"; }
};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_NONE_H_
