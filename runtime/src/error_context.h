// Says in an error where it arose: which item, which argument.
#ifndef FERRULE_SRC_ERROR_CONTEXT_H_
#define FERRULE_SRC_ERROR_CONTEXT_H_

#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {

// Puts `where` in front of the message of the current error: `where: message`. An error that is
// more than a message made by CPython or by ferrule (a class of its own, one that Python code
// raised) is left as it is and gets a note instead. Requires a current error; keeps its type.
// Steals `where`, a str, or null if there was no memory for it.
void PrefixError(PyObject* where);

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_SRC_ERROR_CONTEXT_H_
