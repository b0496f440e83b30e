// What a wrapper returns when a Python error is set.
#ifndef FERRULE_GLUE_FAILURE_H_
#define FERRULE_GLUE_FAILURE_H_

#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

// Becomes whatever CPython takes for failure where it is returned: null, -1, or false.
struct Failure {
  operator PyObject*() const { return nullptr; }
  operator int() const { return -1; }
  operator Py_ssize_t() const { return -1; }
  operator bool() const { return false; }
};

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_GLUE_FAILURE_H_
