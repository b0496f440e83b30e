#include "ferrule/glue/factories.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

bool RaiseNothingMade(const abi::TypeRecord& record) {
  PyErr_Format(PyExc_RuntimeError, "C++ has made no %s: the factory returned null", record.name);
  return false;
}

bool RaiseMadeBefore(const abi::TypeRecord& record) {
  PyErr_Format(PyExc_RuntimeError,
               "C++ has made no new %s: the factory returned an object that Python has already",
               record.name);
  return false;
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule
