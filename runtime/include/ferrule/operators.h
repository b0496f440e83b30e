// Python's operators on handles, as C++ operators where there are such.
//
// At least one operand is a handle; others are references, or values that are converted. As
// everywhere, PyErr is thrown with whatever Python raised.
#ifndef FERRULE_OPERATORS_H_
#define FERRULE_OPERATORS_H_

#include <type_traits>

#include "ferrule/argument.h"
#include "ferrule/call.h"
#include "ferrule/ref.h"

namespace ferrule {
inline namespace abi_1 {

namespace internal {

template <class T>
inline constexpr bool kIsHandle = false;
template <class T>
inline constexpr bool kIsHandle<Handle<T>> = true;
template <class T>
inline constexpr bool kIsHandle<Bound<T>> = true;
template <class T>
inline constexpr bool kIsHandle<Borrowed<T>> = true;

template <class T>
concept IsStream = requires {
  typename T::char_type;
  typename T::off_type;
};

template <class A, class B>
concept Operands = (kIsHandle<A> || kIsHandle<B>) && !IsStream<A>;

// Each throws the Python error.
Bound<> Operate(PyObject* (*operation)(PyObject*), PyObject* operand);
Bound<> Operate(PyObject* (*operation)(PyObject*, PyObject*), PyObject* left, PyObject* right);
Bound<> Power(PyObject* base, PyObject* exponent, PyObject* modulus);
Bound<> Compare(PyObject* left, PyObject* right, int operation);
bool IsTrueOf(PyObject* left, PyObject* right, int operation);

template <class A, class B>
Bound<> Operate(PyObject* (*operation)(PyObject*, PyObject*), const A& left, const B& right) {
  const Arguments<const A&, const B&> operands(left, right);
  return Operate(operation, operands[0], operands[1]);
}

template <class A, class B>
bool IsTrueOf(const A& left, const B& right, int operation) {
  const Arguments<const A&, const B&> operands(left, right);
  return IsTrueOf(operands[0], operands[1], operation);
}

}  // namespace internal

template <class A, class B>
  requires internal::Operands<A, B>
Bound<> operator+(const A& left, const B& right) {
  return internal::Operate(&PyNumber_Add, left, right);
}
template <class A, class B>
  requires internal::Operands<A, B>
Bound<> operator-(const A& left, const B& right) {
  return internal::Operate(&PyNumber_Subtract, left, right);
}
template <class A, class B>
  requires internal::Operands<A, B>
Bound<> operator*(const A& left, const B& right) {
  return internal::Operate(&PyNumber_Multiply, left, right);
}
// As Python's /: of two ints it is a float.
template <class A, class B>
  requires internal::Operands<A, B>
Bound<> operator/(const A& left, const B& right) {
  return internal::Operate(&PyNumber_TrueDivide, left, right);
}
// As Python's %: the result has the sign of `right`.
template <class A, class B>
  requires internal::Operands<A, B>
Bound<> operator%(const A& left, const B& right) {
  return internal::Operate(&PyNumber_Remainder, left, right);
}
template <class A, class B>
  requires internal::Operands<A, B>
Bound<> operator<<(const A& left, const B& right) {
  return internal::Operate(&PyNumber_Lshift, left, right);
}
template <class A, class B>
  requires internal::Operands<A, B>
Bound<> operator>>(const A& left, const B& right) {
  return internal::Operate(&PyNumber_Rshift, left, right);
}
template <class A, class B>
  requires internal::Operands<A, B>
Bound<> operator&(const A& left, const B& right) {
  return internal::Operate(&PyNumber_And, left, right);
}
template <class A, class B>
  requires internal::Operands<A, B>
Bound<> operator|(const A& left, const B& right) {
  return internal::Operate(&PyNumber_Or, left, right);
}
template <class A, class B>
  requires internal::Operands<A, B>
Bound<> operator^(const A& left, const B& right) {
  return internal::Operate(&PyNumber_Xor, left, right);
}

// left // right, left @ right, divmod(left, right), and base ** exponent, modulo `modulus` if one
// is given.
template <class A, class B>
  requires internal::Operands<A, B>
Bound<> floor_div(const A& left, const B& right) {
  return internal::Operate(&PyNumber_FloorDivide, left, right);
}
template <class A, class B>
  requires internal::Operands<A, B>
Bound<> matmul(const A& left, const B& right) {
  return internal::Operate(&PyNumber_MatrixMultiply, left, right);
}
template <class A, class B>
  requires internal::Operands<A, B>
Bound<> divmod(const A& left, const B& right) {
  return internal::Operate(&PyNumber_Divmod, left, right);
}
template <class A, class B>
  requires internal::Operands<A, B>
Bound<> pow(const A& base, const B& exponent) {
  const internal::Arguments<const A&, const B&> operands(base, exponent);
  return internal::Power(operands[0], operands[1], Py_None);
}
template <class A, class B, class C>
  requires internal::Operands<A, B>
Bound<> pow(const A& base, const B& exponent, const C& modulus) {
  const internal::Arguments<const A&, const B&, const C&> operands(base, exponent, modulus);
  return internal::Power(operands[0], operands[1], operands[2]);
}

template <class A>
  requires internal::kIsHandle<A>
Bound<> operator-(const A& operand) {
  return internal::Operate(&PyNumber_Negative, internal::Used(operand.as_ptr()));
}
template <class A>
  requires internal::kIsHandle<A>
Bound<> operator+(const A& operand) {
  return internal::Operate(&PyNumber_Positive, internal::Used(operand.as_ptr()));
}
template <class A>
  requires internal::kIsHandle<A>
Bound<> operator~(const A& operand) {
  return internal::Operate(&PyNumber_Invert, internal::Used(operand.as_ptr()));
}
template <class A>
  requires internal::kIsHandle<A>
Bound<> abs(const A& operand) {
  return internal::Operate(&PyNumber_Absolute, internal::Used(operand.as_ptr()));
}

// Operators that change what is left of them: a list is changed in place, a number is replaced.
template <class B>
Bound<>& operator+=(Bound<>& left, const B& right) {
  return left = internal::Operate(&PyNumber_InPlaceAdd, left, right);
}
template <class B>
Bound<>& operator-=(Bound<>& left, const B& right) {
  return left = internal::Operate(&PyNumber_InPlaceSubtract, left, right);
}
template <class B>
Bound<>& operator*=(Bound<>& left, const B& right) {
  return left = internal::Operate(&PyNumber_InPlaceMultiply, left, right);
}
template <class B>
Bound<>& operator/=(Bound<>& left, const B& right) {
  return left = internal::Operate(&PyNumber_InPlaceTrueDivide, left, right);
}
template <class B>
Bound<>& operator%=(Bound<>& left, const B& right) {
  return left = internal::Operate(&PyNumber_InPlaceRemainder, left, right);
}
template <class B>
Bound<>& operator<<=(Bound<>& left, const B& right) {
  return left = internal::Operate(&PyNumber_InPlaceLshift, left, right);
}
template <class B>
Bound<>& operator>>=(Bound<>& left, const B& right) {
  return left = internal::Operate(&PyNumber_InPlaceRshift, left, right);
}
template <class B>
Bound<>& operator&=(Bound<>& left, const B& right) {
  return left = internal::Operate(&PyNumber_InPlaceAnd, left, right);
}
template <class B>
Bound<>& operator|=(Bound<>& left, const B& right) {
  return left = internal::Operate(&PyNumber_InPlaceOr, left, right);
}
template <class B>
Bound<>& operator^=(Bound<>& left, const B& right) {
  return left = internal::Operate(&PyNumber_InPlaceXor, left, right);
}

// Returns whether Python finds it true. What an array or the like returns for a comparison is had
// from rich_compare.
template <class A, class B>
  requires internal::Operands<A, B>
bool operator==(const A& left, const B& right) {
  return internal::IsTrueOf(left, right, Py_EQ);
}
template <class A, class B>
  requires internal::Operands<A, B>
bool operator!=(const A& left, const B& right) {
  return internal::IsTrueOf(left, right, Py_NE);
}
template <class A, class B>
  requires internal::Operands<A, B>
bool operator<(const A& left, const B& right) {
  return internal::IsTrueOf(left, right, Py_LT);
}
template <class A, class B>
  requires internal::Operands<A, B>
bool operator<=(const A& left, const B& right) {
  return internal::IsTrueOf(left, right, Py_LE);
}
template <class A, class B>
  requires internal::Operands<A, B>
bool operator>(const A& left, const B& right) {
  return internal::IsTrueOf(left, right, Py_GT);
}
template <class A, class B>
  requires internal::Operands<A, B>
bool operator>=(const A& left, const B& right) {
  return internal::IsTrueOf(left, right, Py_GE);
}

// Returns what the comparison returns; `operation` is Py_EQ, Py_NE, Py_LT, Py_LE, Py_GT or Py_GE.
template <class A, class B>
  requires internal::Operands<A, B>
Bound<> rich_compare(const A& left, const B& right, int operation) {
  const internal::Arguments<const A&, const B&> operands(left, right);
  return internal::Compare(operands[0], operands[1], operation);
}

// Writes str(object) to a stream of C++; `(empty)` for a handle that is.
template <class Stream, class A>
  requires(internal::IsStream<Stream> && internal::kIsHandle<A>)
Stream& operator<<(Stream& stream, const A& object) {
  if (!object) {
    stream << "(empty)";
  } else {
    stream << object.str();
  }
  return stream;
}

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_OPERATORS_H_
