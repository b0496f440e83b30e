// Threads that CPython would end.
//
// Before 3.14 CPython ends a thread that waits for the attachment when the interpreter finalizes:
// by unwinding its stack, through destructors that would use Python, and through functions that
// must not throw. From 3.14 on it puts the thread to sleep for ever. So does ferrule, before: every
// call of the runtime's into CPython that may run Python code, or collect garbage, goes through
// OrPark. Not for users.
#ifndef FERRULE_PARK_H_
#define FERRULE_PARK_H_

#include <utility>

#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {

// Puts this thread to sleep for ever.
[[noreturn, gnu::cold]] void ParkThread() noexcept;

// To be called in a handler that catches everything: parks the thread if what it caught is CPython
// ending it. Other unwinding of C's (pthread_cancel, pthread_exit) and C++ exceptions are for the
// caller to throw on.
[[gnu::cold]] void ParkIfUnwound() noexcept;

// The same where nothing may be thrown on.
[[noreturn, gnu::cold]] void ParkOrTerminate() noexcept;

// Returns function(args...).
template <class F, class... A>
[[gnu::always_inline]] inline decltype(auto) OrPark(F&& function, A... args) {
  try {
    return std::forward<F>(function)(args...);
  } catch (...) {
    ParkIfUnwound();
    throw;
  }
}

// Releases a reference on an attached thread.
[[gnu::always_inline]] inline void Decref(PyObject* object) noexcept {
  try {
    Py_DECREF(object);
  } catch (...) {
    ParkOrTerminate();
  }
}

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_PARK_H_
