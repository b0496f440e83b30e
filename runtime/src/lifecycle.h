// Where the interpreter is in its life.
//
// CPython says whether there is an interpreter; what it does not say is whether there has been one,
// and whether it is about to go.
#ifndef FERRULE_RUNTIME_SRC_LIFECYCLE_H_
#define FERRULE_RUNTIME_SRC_LIFECYCLE_H_

#include <cstdint>
#include <optional>

#include "ferrule/attach.h"
#include "runtime/src/gate.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {

// Returns why a detached thread that found the gate in this state cannot attach now, if it cannot.
std::optional<AttachError> WhyNotAttachable(Gate::State state);

// Takes this thread out of the gate if it is in.
void LeaveGate() noexcept;

// Notes that there is an interpreter, and sees to it that the gate is closed when it finalises.
// Quick when that is known. Leaves a Python error that is set as it is. Requires: attached.
void NoteInterpreter();

// Which interpreter the current one is, of all that this process has had. CPython gives a number
// again when it has been finalised and initialised anew, and an address, too. As long as objects of
// an interpreter die, it keeps its key. Requires: attached.
struct InterpreterKey {
  std::int64_t number = -1;
  std::uint32_t lifetime = 0;  // of the main interpreter

  friend bool operator==(const InterpreterKey&, const InterpreterKey&) = default;
};
InterpreterKey CurrentInterpreterKey();

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_RUNTIME_SRC_LIFECYCLE_H_
