#include "ferrule/checks.h"

#include <cstdio>
#include <cstdlib>
#include <stdexcept>

namespace ferrule {
inline namespace abi_1 {

NotAttached::NotAttached()
    : std::logic_error(
          "Python was used on a thread that is not attached to the interpreter: a Python token or "
          "a Bound must not go beyond the scope that attached, into detach(), or to another "
          "thread; take a Py along, and attach() there") {}

namespace internal {

void ThrowNotAttached() { throw NotAttached(); }

void AbortNotAttached() noexcept {
  std::fprintf(stderr, "ferrule: fatal: %s\n", NotAttached().what());
  std::abort();
}

void ThrowBoundResult() {
  throw std::logic_error(
      "attach: what the function returns is bound to the attachment, which ends here: return a Py "
      "instead");
}

void AbortMisplacedGuard() noexcept {
  std::fputs(
      "ferrule: fatal: an AttachGuard ended on another thread than it began on, or was begun "
      "inside "
      "a detach and did not end there\n",
      stderr);
  std::abort();
}

}  // namespace internal

}  // namespace abi_1
}  // namespace ferrule
