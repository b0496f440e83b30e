// Text between C++ and Python, and CPython's status codes as exceptions: what the sources of the
// runtime share.
#ifndef FERRULE_RUNTIME_SRC_TEXT_H_
#define FERRULE_RUNTIME_SRC_TEXT_H_

#include <string>
#include <string_view>

#include "ferrule/ref.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {

// Returns `text`, which is UTF-8, as a str. Throws: PyErr. Requires: attached.
Bound<Str> MakeText(std::string_view text);

// Returns the UTF-8 of `text`, a str whose reference is taken over; null stands for the Python
// error that is set. Throws: PyErr. Requires: attached.
std::string TakeUtf8(PyObject* text);

// Returns `status`. Throws: the Python error that is set, if it is negative.
int CheckStatus(int status);

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_RUNTIME_SRC_TEXT_H_
