// Where the interpreter is in its life, and bringing it up when several threads ask at once.
//
// For attach.cc and interpreter.cc. CPython says whether there is an interpreter; what it does not
// say is whether there has been one, and whether one is still being initialised.
#ifndef FERRULE_RUNTIME_SRC_LIFECYCLE_H_
#define FERRULE_RUNTIME_SRC_LIFECYCLE_H_

#include <optional>

#include "ferrule/attach.h"
#include "ferrule/interpreter.h"
#include "runtime/src/gate.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {

// Waits for an initialisation that this copy of the runtime has begun on another thread: CPython
// calls itself initialised before it has imported `site`. Requires: detached.
void AwaitInitialization();

// Returns why a detached thread that found the gate in this state cannot attach now, if it cannot.
std::optional<AttachError> WhyNotAttachable(Gate::State state);

// Takes this thread out of the gate if it is in.
void LeaveGate() noexcept;

// Notes that there is an interpreter, and sees to it that the gate is closed when it finalises.
// Quick when that is known. Leaves a Python error that is set as it is. Requires: attached.
void NoteInterpreter();

// Initialises the interpreter with the default options unless there is one, and leaves this thread
// detached. Throws: InterpreterError; AttachFailure if there has been one before, or if this is an
// extension, which has none to initialise.
void EnsureInitialized();

// Initialises the interpreter, leaves this thread detached and returns its thread state. Throws:
// InterpreterError.
PyThreadState* Initialize(const InterpreterOptions& options);

// Finalises the interpreter that Initialize made, on the thread that it was made on.
void Finalize(PyThreadState* main_thread);

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_RUNTIME_SRC_LIFECYCLE_H_
