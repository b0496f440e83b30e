// The C API of Python's datetime, and its types.
#ifndef FERRULE_RUNTIME_SRC_DATETIME_API_H_
#define FERRULE_RUNTIME_SRC_DATETIME_API_H_

#include "ferrule/python_compat.h"
// Comes after Python.h.
#include <datetime.h>

namespace ferrule {
inline namespace abi_1 {
namespace internal {

// Returns the API, for which it imports datetime the first time, or null with an error set.
// Requires: attached.
const PyDateTime_CAPI* GetDateTimeApi();

// Returns the API if `object` may be of one of datetime's types, and else may return null. Leaves
// no error, and imports nothing but what has been imported.
const PyDateTime_CAPI* DateTimeApiOf(PyObject* object);

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_RUNTIME_SRC_DATETIME_API_H_
