// Run-time checks that a Python token or a handle is used where its thread is attached.
//
// The rule is kept by the types in what the compiler can see; what it cannot see (a Bound that is
// captured by a lambda, handed to another thread, or kept too long) is checked when it is used, in
// builds without NDEBUG. -DFERRULE_CHECKS=1 or 0 decides for itself, for a whole program alike.
// Nothing changes its layout by it.
#ifndef FERRULE_CHECKS_H_
#define FERRULE_CHECKS_H_

#include <stdexcept>

#include "ferrule/python_compat.h"

#ifndef FERRULE_CHECKS
#ifdef NDEBUG
#define FERRULE_CHECKS 0
#else
#define FERRULE_CHECKS 1
#endif
#endif

namespace ferrule {
inline namespace abi_1 {

// Returns whether this thread is attached, by ferrule or by anyone else. Any thread, at any time.
// Before CPython 3.12 it is false in a sub-interpreter: there ferrule supports the main one alone.
inline bool is_attached() { return compat::AttachedThreadState() != nullptr; }

// Thrown when Python is used on a thread that is not attached.
class NotAttached : public std::logic_error {
 public:
  NotAttached();
};

// -------------------------------------------------------------------------------------------------

namespace internal {

inline constexpr bool kChecks = FERRULE_CHECKS != 0;

[[noreturn, gnu::cold]] void ThrowNotAttached();

// Ends the process with a line on stderr that names the rule.
[[noreturn, gnu::cold]] void AbortNotAttached() noexcept;

// The same for an AttachGuard that ends where it must not.
[[noreturn, gnu::cold]] void AbortMisplacedGuard() noexcept;

// For a result of attach() that would outlive its attachment. Throws: std::logic_error.
[[noreturn, gnu::cold]] void ThrowBoundResult();

// Throws NotAttached if this thread is not attached.
inline void RequireAttached() {
  if (!is_attached()) [[unlikely]]
    ThrowNotAttached();
}

// The same in builds with checks.
inline void CheckAttached() {
  if constexpr (kChecks) RequireAttached();
}

// The same where nothing may be thrown: aborts.
inline void CheckAttachedOrAbort() noexcept {
  if constexpr (kChecks) {
    if (!is_attached()) [[unlikely]]
      AbortNotAttached();
  }
}

}  // namespace internal

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CHECKS_H_
