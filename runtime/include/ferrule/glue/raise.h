// C++ exceptions at the border of a wrapper: each of these sets the Python error that stands for
// one.
//
// Every wrapper that may catch one ends in the same two clauses, each a call of what is declared
// here:
//
//   } catch (const std::exception& error) {
//     return glue::Raise(error);
//   } catch (...) {
//     return glue::RaiseUnknown();
//   }
#ifndef FERRULE_GLUE_RAISE_H_
#define FERRULE_GLUE_RAISE_H_

#include <exception>

#include "ferrule/glue/failure.h"
#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

// A PyErr is raised again as the Python error that it carries, with its traceback. Any other goes
// to the translators that this extension has registered, then to the exception classes that modules
// have bound, then by the table of docs/errors.md: std::out_of_range is IndexError, and so on. What
// is nested in it becomes the cause.
[[gnu::cold]] Failure Raise(const std::exception& error);

// What was thrown is no std::exception: the same, and SystemError where nobody knows it. What no
// C++ program threw, the unwinding of a thread that is being cancelled, is passed on. Requires:
// called from a catch clause.
[[gnu::cold]] Failure RaiseUnknown();

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_GLUE_RAISE_H_
