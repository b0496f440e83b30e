// The translators that this extension has registered, for whoever raises C++ exceptions.
#ifndef FERRULE_SRC_TRANSLATORS_H_
#define FERRULE_SRC_TRANSLATORS_H_

#include <atomic>
#include <exception>

namespace ferrule {
inline namespace abi_1 {
namespace internal {

// Whether there may be any.
extern std::atomic<bool> has_translators;

// Sets the Python error that the exception which is being handled is translated to; false if no
// translator is for it. `error` is its std::exception, or null. May throw what a translator throws
// in the place of returning. Requires an attached thread.
bool Translate(const std::exception* error);

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_SRC_TRANSLATORS_H_
