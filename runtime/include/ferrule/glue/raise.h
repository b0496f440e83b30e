// C++ exceptions at the border of a wrapper: each of these sets the Python error that stands for one.
//
// A wrapper catches PyErr, then std::exception, then lets a forced unwind (a thread that is being cancelled) pass, then
// catches the rest; each clause is one call of what is declared here.
#ifndef FERRULE_GLUE_RAISE_H_
#define FERRULE_GLUE_RAISE_H_

#include <cxxabi.h>

#include <exception>

#include "ferrule/error.h"
#include "ferrule/glue/failure.h"
#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

// The Python error that `error` carries is raised again, with its traceback.
[[gnu::cold]] Failure Raise(const PyErr& error);

// By the table of decision and guide (docs/errors.md): std::out_of_range is IndexError, and so on.
[[gnu::cold]] Failure Raise(const std::exception& error);

// What was thrown is no std::exception: SystemError.
[[gnu::cold]] Failure RaiseUnknown();

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_GLUE_RAISE_H_
