// Errors that a C++ function does not throw: what a callback from C has kept (context_callback.h),
// and what the function has said in a status that it fills in, such as a std::error_code. The glue
// throws them when the function has returned, before the result goes to Python.
#ifndef FERRULE_GLUE_KEPT_ERRORS_H_
#define FERRULE_GLUE_KEPT_ERRORS_H_

#include <stdexcept>
#include <utility>

#include "ferrule/attach.h"
#include "ferrule/convert/classes.h"
#include "ferrule/convert/outcome.h"
#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

// Throws what a callback has kept.
template <class Callback>
  requires(!IsOutcome<Callback>)
void ThrowKept(Callback& callback) {
  callback.Rethrow();
}

// Throws what a status says, if that is a failure.
template <IsOutcome Status>
void ThrowKept(const Status& status) {
  if (Outcome<Status>::has_value(status)) return;
  Outcome<Status>::raise(Python::assume_attached(), status);
  throw std::logic_error("raise() of a ferrule::Outcome returned");
}

// Returns `result`, unless one of `keepers` has kept an error: then that is thrown.
template <class T, class... Keepers>
T&& Rethrowing(T&& result, Keepers&... keepers) {
  (ThrowKept(keepers), ...);
  return std::forward<T>(result);
}

// The same for a result that is nothing.
template <class... Keepers>
PyObject* NoneRethrowing(Keepers&... keepers) {
  (ThrowKept(keepers), ...);
  return Py_NewRef(Py_None);
}

// The same for a new instance that is to be finished.
template <class T, class... Keepers>
PyObject* FinishRethrowing(FreshInstance<T>& fresh, Keepers&... keepers) {
  convert::Held instance(fresh.Finish());
  (ThrowKept(keepers), ...);
  return instance.Release();
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_GLUE_KEPT_ERRORS_H_
