#include "ferrule/operators.h"

#include "runtime/src/text.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {

Bound<> Operate(PyObject* (*operation)(PyObject*), PyObject* operand) {
  return Bound<>::from_owned_ptr(Python::assume_attached(), OrPark(operation, operand));
}

Bound<> Operate(PyObject* (*operation)(PyObject*, PyObject*), PyObject* left, PyObject* right) {
  return Bound<>::from_owned_ptr(Python::assume_attached(), OrPark(operation, left, right));
}

Bound<> Power(PyObject* base, PyObject* exponent, PyObject* modulus) {
  return Bound<>::from_owned_ptr(Python::assume_attached(),
                                 OrPark(PyNumber_Power, base, exponent, modulus));
}

Bound<> Compare(PyObject* left, PyObject* right, int operation) {
  return Bound<>::from_owned_ptr(Python::assume_attached(),
                                 OrPark(PyObject_RichCompare, left, right, operation));
}

// Not PyObject_RichCompareBool, for which an object equals itself: nan does not.
bool IsTrueOf(PyObject* left, PyObject* right, int operation) {
  return Compare(left, right, operation).is_truthy();
}

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule
