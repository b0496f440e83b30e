// Results that are a value or the reason why there is none: Python gets the value, or an exception.
#ifndef FERRULE_CONVERT_OUTCOME_H_
#define FERRULE_CONVERT_OUTCOME_H_

#include <string>
#include <type_traits>
#include <utility>

#include "ferrule/attach.h"
#include "ferrule/convert/converter.h"
#include "ferrule/convert/throwing.h"

namespace ferrule {
inline namespace abi_1 {

// How a T is taken apart. Specialised for the types in convert/status.h; do so for a type of your
// own, beside it, and its Python form is that of the value:
//
//   template <class T>
//   struct ferrule::Outcome<my::StatusOr<T>> {
//     using Value = T;  // void, if success has no value
//     static bool has_value(const my::StatusOr<T>& outcome) { return outcome.ok(); }
//     static const T& value(const my::StatusOr<T>& outcome) { return *outcome; }  // not for void
//     static T&& value(my::StatusOr<T>&& outcome) { return *std::move(outcome); }
//     [[noreturn]] static void raise(ferrule::Python py, const my::StatusOr<T>& outcome) {
//       throw ferrule::PyErr::runtime_error(py, outcome.status().message());
//     }
//   };
//
// The second form of value() is needed only where the value shall be moved out. raise() throws: a
// PyErr, or any exception of C++, which becomes a Python exception by the table of docs/errors.md.
template <class T>
struct Outcome;

// How the error of a std::expected is raised. Specialise it for a type of your own:
//
//   template <>
//   struct ferrule::ErrorOf<my::ParseError> {
//     [[noreturn]] static void raise(ferrule::Python py, const my::ParseError& error) {
//       throw ferrule::PyErr::value_error(py, error.text);
//     }
//   };
//
// Exceptions are thrown as they are, also those that a std::exception_ptr points to. A
// std::error_code is thrown as std::system_error, and a std::string as std::runtime_error.
template <class E>
struct ErrorOf;

template <IsOutcome T>
struct Converter<T> {
  using Value = typename Outcome<T>::Value;

  // That of the value.
  static std::string Name() {
    if constexpr (std::is_void_v<Value>) {
      return "None";
    } else {
      return Converter<Value>::Name();
    }
  }

  template <class U>
  static PyObject* ToPython(U&& outcome) {
    return convert::OrRaise([&]() -> PyObject* {
      if (!Outcome<T>::has_value(outcome)) {
        Outcome<T>::raise(Python::assume_attached(), std::as_const(outcome));
        return RaiseNothingRaised();
      }
      if constexpr (std::is_void_v<Value>) {
        return Py_NewRef(Py_None);
      } else {
        return Converter<Value>::ToPython(Outcome<T>::value(std::forward<U>(outcome)));
      }
    });
  }

 private:
  static PyObject* RaiseNothingRaised() {
    PyErr_SetString(PyExc_SystemError, "raise() of a ferrule::Outcome returned");
    return nullptr;
  }
};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_OUTCOME_H_
