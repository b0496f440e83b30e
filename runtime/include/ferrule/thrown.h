// Asks a C++ exception that is being handled whether it is of a class.
//
// For the glue of bound exception classes and for translators; not for users.
#ifndef FERRULE_THROWN_H_
#define FERRULE_THROWN_H_

#include <exception>
#include <type_traits>

namespace ferrule {
inline namespace abi_1 {
namespace internal {

// Throws the exception that is being handled again, to see what it is.
template <class E>
const E* CaughtAs() {
  if (std::current_exception() == nullptr) return nullptr;  // or it is none of C++'s
  try {
    throw;
  } catch (const E& thrown) {
    return &thrown;
  } catch (...) {
    return nullptr;
  }
}

// The exception that is being handled as an E, or null if it is none; good as long as that handler
// runs. `error` is its std::exception, or null if it has none. Only without RTTI, or where there is
// no std::exception, is the exception thrown again for it.
template <class E>
const E* ThrownAs(const std::exception* error) {
  if (error == nullptr) return CaughtAs<E>();
  if constexpr (!std::is_polymorphic_v<E>) {
    return nullptr;
  } else {
#ifdef __cpp_rtti
    return dynamic_cast<const E*>(error);
#else
    return CaughtAs<E>();
#endif
  }
}

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_THROWN_H_
