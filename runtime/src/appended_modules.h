// The modules that append_to_inittab was called for. CPython forgets them when it finalizes: they
// are entered again for each interpreter.
#ifndef FERRULE_RUNTIME_SRC_APPENDED_MODULES_H_
#define FERRULE_RUNTIME_SRC_APPENDED_MODULES_H_

#include <string_view>

#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {

// Any thread.
void RememberModule(std::string_view name, PyObject* (*init)());

// Enters what is remembered into CPython's inittab, unless it is there. Throws: InterpreterError.
// Requires: no interpreter is initialised.
void FillInittab();

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_RUNTIME_SRC_APPENDED_MODULES_H_
