// What becomes of a reference that is dropped while its thread is detached: a choice of the build,
// //runtime:dropped_detached.
#ifndef FERRULE_RUNTIME_SRC_DROP_POLICY_H_
#define FERRULE_RUNTIME_SRC_DROP_POLICY_H_

namespace ferrule {
inline namespace abi_1 {
namespace internal {

enum class DropPolicy {
  kDefer,  // it waits in the reference pool for a thread that attaches
  kAbort,  // the process ends with a message
  kLeak,   // it is lost, and counted
};

// In a source file of its own, the only one that is compiled differently.
extern const DropPolicy drop_policy;

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_RUNTIME_SRC_DROP_POLICY_H_
