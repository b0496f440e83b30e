// Python's warnings.
#ifndef FERRULE_WARNING_H_
#define FERRULE_WARNING_H_

#include <string_view>

#include "ferrule/fwd.h"
#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {

// Warns as warnings.warn does: `category` is PyExc_DeprecationWarning, say, or another class that
// is derived from Warning. The place that the warning names is the Python code that called into
// C++; one that calls that, for a `stack_level` of 2. Throws: PyErr, with the warning itself if the
// filters make an error of it.
void warn(Python py, PyObject* category, std::string_view message, int stack_level = 1);
void warn(const Handle<Object>& category, std::string_view message, int stack_level = 1);

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_WARNING_H_
