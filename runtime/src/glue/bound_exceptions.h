// Raising the C++ exceptions whose classes some module has bound.
#ifndef FERRULE_SRC_GLUE_BOUND_EXCEPTIONS_H_
#define FERRULE_SRC_GLUE_BOUND_EXCEPTIONS_H_

#include <exception>

#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

// Sets the Python error for the exception that is being handled, if its class or a base of it is
// bound: of several, the most derived one. False if none is. `error` is its std::exception, or
// null. Requires an attached thread.
bool RaiseBound(const std::exception* error);

// Adds a note to an exception. What goes wrong with it is forgotten: the exception matters more.
// Steals `note`, where null is no note.
void AddNote(PyObject* exception, PyObject* note);

// OSError's arguments for a std::system_error whose code is an errno, as a new reference to a
// tuple; null for any other exception, or with an error set.
PyObject* ArgumentsOfOSError(const std::exception& error);

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_SRC_GLUE_BOUND_EXCEPTIONS_H_
