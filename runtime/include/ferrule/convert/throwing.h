// A bridge from code that throws to converters, which return false or null with a Python error set.
//
// For the converters of users' types and of outcomes; not for users.
#ifndef FERRULE_CONVERT_THROWING_H_
#define FERRULE_CONVERT_THROWING_H_

#include <exception>
#include <type_traits>

#include "ferrule/glue/raise.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {

// Returns function(), a bool or a PyObject*. What it throws is set as a Python error, by the table
// of docs/errors.md, and the result is false or null.
template <class F>
std::invoke_result_t<F> OrRaise(F&& function) try {
  return function();
} catch (const std::exception& error) {
  return glue::Raise(error);
} catch (...) {
  return glue::RaiseUnknown();
}

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_THROWING_H_
