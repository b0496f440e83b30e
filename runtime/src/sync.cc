#include "ferrule/sync.h"

#include <cstdint>
#include <optional>

#include "runtime/src/gate.h"
#include "runtime/src/lifecycle.h"

namespace ferrule {
inline namespace abi_1 {

using internal::Gate;
using internal::gate;

void Mutex::Wait() {
  // A thread that may not attach, in a traverse function, may not detach either.
  if (!internal::CanAssumeAttached()) {
    pthread_mutex_lock(&mutex_);
    return;
  }
  internal::NoteInterpreter();
  while (!WaitDetached()) {
  }
}

// Returns whether it has locked the mutex. The mutex is locked before this thread attaches again,
// so that nobody overtakes it for ever. While it is in the gate the end of the interpreter waits
// for it, so that it is not caught there with the mutex. A thread that has come too late leaves the
// mutex to others and then, most likely, attaches no more.
bool Mutex::WaitDetached() {
  const std::uint32_t generation = gate.Look().generation;
  std::optional<SuspendAttach> suspended(std::in_place);
  pthread_mutex_lock(&mutex_);
  const Gate::View view = gate.Enter();
  const bool is_late = view.generation != generation || view.state == Gate::State::kClosing ||
                       view.state == Gate::State::kEnded || compat::IsFinalizing();
  if (is_late) {
    unlock();
    gate.Leave();
  }
  suspended.reset();
  if (!is_late) gate.Leave();
  return !is_late;
}

}  // namespace abi_1
}  // namespace ferrule
