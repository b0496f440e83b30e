#include "runtime/src/drop_policy.h"

#ifndef FERRULE_DROPPED_DETACHED
#define FERRULE_DROPPED_DETACHED kDefer
#endif

namespace ferrule {
inline namespace abi_1 {
namespace internal {

const DropPolicy drop_policy = DropPolicy::FERRULE_DROPPED_DETACHED;

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule
