// Being told when an interpreter ends: for what the runtime keeps per interpreter.
#ifndef FERRULE_RUNTIME_SRC_INTERPRETER_END_H_
#define FERRULE_RUNTIME_SRC_INTERPRETER_END_H_

namespace ferrule {
inline namespace abi_1 {
namespace internal {

// Has end(subject) called when the current interpreter is torn down: on the thread that does it,
// attached, after the modules have gone. It may release references, must not throw, and hears
// nothing of a process that exits without finalising. The last to register is the first to be
// called. Requires: attached. Returns false with a Python error set if it could not be registered:
// for want of memory, or because the calls have been run.
bool AtInterpreterEnd(void (*end)(void* subject), void* subject);

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_RUNTIME_SRC_INTERPRETER_END_H_
