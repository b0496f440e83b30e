// Bringing an interpreter up, also when several threads ask at once, and taking it down.
//
// For attach.cc and interpreter.cc.
#ifndef FERRULE_RUNTIME_SRC_INITIALIZATION_H_
#define FERRULE_RUNTIME_SRC_INITIALIZATION_H_

#include "ferrule/interpreter.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {

// Waits for an initialisation that this copy of the runtime has begun on another thread: CPython
// calls itself initialised before it has imported `site`. Requires: detached.
void AwaitInitialization();

// Initialises the interpreter with the default options unless there is one, and leaves this thread
// detached. Throws: InterpreterError; AttachFailure if there has been one before, or if this is an
// extension, which has none to initialise.
void EnsureInitialized();

// Initialises the interpreter, leaves this thread detached and returns its thread state. Throws:
// InterpreterError.
PyThreadState* Initialize(const InterpreterOptions& options);

// Finalises the interpreter that Initialize made. Requires: this thread made it, and is detached.
// Aborts if not.
void Finalize(PyThreadState* main_thread);

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_RUNTIME_SRC_INITIALIZATION_H_
