// How messages name what is called.
#ifndef FERRULE_RUNTIME_SRC_FUNCTION_NAME_H_
#define FERRULE_RUNTIME_SRC_FUNCTION_NAME_H_

#include <string>

#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {

// Returns `module.function()`, as CPython's messages about a call do, or what str() gives for what
// has no name. Throws: PyErr. Requires: attached.
std::string NameOfFunction(PyObject* callable);

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_RUNTIME_SRC_FUNCTION_NAME_H_
