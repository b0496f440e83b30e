#include "ferrule/convert/variant.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {

bool IsBetween(PyObject* number, long long minimum, unsigned long long maximum) {
  int overflow = 0;
  const long long value = PyLong_AsLongLongAndOverflow(number, &overflow);
  if (overflow == 0) {
    return value >= minimum && (value < 0 || static_cast<unsigned long long>(value) <= maximum);
  }
  if (overflow < 0) return false;
  const unsigned long long large = PyLong_AsUnsignedLongLong(number);
  if (PyErr_Occurred() == nullptr) return large <= maximum;
  PyErr_Clear();
  return false;
}

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule
