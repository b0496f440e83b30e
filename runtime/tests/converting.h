// What the tests of converters share: tables of Python expressions, and what becomes of their
// values.
#ifndef FERRULE_RUNTIME_TESTS_CONVERTING_H_
#define FERRULE_RUNTIME_TESTS_CONVERTING_H_

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <string_view>

#include "ferrule/ferrule.h"

namespace ferrule {

inline std::ostream& operator<<(std::ostream& out, Fit fit) {
  switch (fit) {
    case Fit::kNone:
      return out << "none";
    case Fit::kConverting:
      return out << "converting";
    case Fit::kExact:
      return out << "exact";
  }
  return out;
}

// How the value of `expression` fits a T. An error that Fits leaves behind fails the test, as does
// a fit that FromPython does not agree with.
template <class T>
Fit FitOf(Python py, std::string_view expression) {
  const Bound<> object = py.eval(expression);
  const Fit fit = Converter<T>::Fits(object.as_ptr());
  EXPECT_FALSE(PyErr::occurred(py)) << expression;
  typename Converter<T>::Carrier carrier{};
  const bool taken = Converter<T>::FromPython(object.as_ptr(), carrier);
  const bool is_type_error = !taken && PyErr_ExceptionMatches(PyExc_TypeError);
  PyErr_Clear();
  EXPECT_TRUE(fit != Fit::kNone || is_type_error) << expression;
  return fit;
}

// What taking the value of `expression` as a T raises, as `TypeError: expected int, got 'str'`.
// Empty if it is taken.
template <class T>
std::string Refusal(Python py, std::string_view expression) {
  const Bound<> object = py.eval(expression);
  typename Converter<T>::Carrier carrier{};
  try {
    if (Converter<T>::FromPython(object.as_ptr(), carrier)) return "";
    internal::ThrowError();
  } catch (const PyErr& error) {
    return error.what();
  }
}

// The repr of what becomes of the value of `expression` when it is taken as a T and given back, or
// what that raises.
template <class T>
std::string ThereAndBack(Python py, std::string_view expression) {
  const Bound<> object = py.eval(expression);
  typename Converter<T>::Carrier carrier{};
  try {
    if (!Converter<T>::FromPython(object.as_ptr(), carrier)) internal::ThrowError();
    const T& value = Converter<T>::Unwrap(carrier);
    return Bound<>::from_owned_ptr(py, Converter<T>::ToPython(value)).repr();
  } catch (const PyErr& error) {
    return error.what();
  }
}

// The same for a T that an attribute has.
template <class T>
std::string Snapshot(Python py, const T& value) {
  try {
    return Bound<>::from_owned_ptr(py, convert::ToSnapshot(value)).repr();
  } catch (const PyErr& error) {
    return error.what();
  }
}

// The repr of what `value` becomes, or what that raises.
template <class T>
std::string Result(Python py, const T& value) {
  try {
    return to_python(py, value).repr();
  } catch (const PyErr& error) {
    return error.what();
  }
}

}  // namespace ferrule

#endif  // FERRULE_RUNTIME_TESTS_CONVERTING_H_
