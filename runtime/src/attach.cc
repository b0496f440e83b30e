#include "ferrule/attach.h"

#include <chrono>
#include <optional>
#include <stdexcept>
#include <thread>
#include <utility>

#include "runtime/src/lifecycle.h"
#include "runtime/src/reference_pool.h"

namespace ferrule {
inline namespace abi_1 {
namespace {

// How many guards this thread has, or kForbidden. CPython says whether the thread is attached; this
// does not. It has no destructor, so it may be used while thread-locals and static objects are
// being destroyed.
constinit thread_local long attach_depth = 0;
constexpr long kForbidden = -1;

const char* Message(AttachError error) {
  switch (error) {
    case AttachError::ForbiddenDuringTraverse:
      return "attaching to the Python interpreter is prohibited while a traverse function of the "
             "garbage collector is running: it may visit references and do nothing else";
    case AttachError::NotInitialized:
      return "there is no Python interpreter to attach to: create a ferrule::Interpreter first, or "
             "use attach(), which does";
    case AttachError::Finalizing:
      return "cannot attach to the Python interpreter while it is finalizing: end the threads that "
             "use Python before it, or use try_attach()";
    case AttachError::Finalized:
      return "cannot attach to the Python interpreter after it has been finalized: keep it until "
             "the last use, or use try_attach()";
  }
  return "cannot attach to the Python interpreter";
}

// Every wait for the attachment goes through here (see ParkThread).
template <class Wait>
auto OrPark(Wait wait) noexcept {
  try {
    return wait();
  } catch (...) {
    internal::ParkThread();
  }
}

}  // namespace

AttachFailure::AttachFailure(AttachError error)
    : std::runtime_error(Message(error)), error_(error) {}

AttachGuard AttachGuard::Ensure() {
  AttachGuard guard(Kind::kEnsured);
  guard.state_ = OrPark([] { return PyGILState_Ensure(); });
  ++attach_depth;
  internal::NoteInterpreter();
  internal::reference_pool.Drain();
  return guard;
}

AttachGuard AttachGuard::assume() {
  if (attach_depth < 0) throw AttachFailure(AttachError::ForbiddenDuringTraverse);
  AttachGuard guard(Kind::kAssumed);
  ++attach_depth;
  internal::reference_pool.Drain();
  return guard;
}

AttachGuard AttachGuard::attach_unchecked() {
  if (attach_depth < 0) throw AttachFailure(AttachError::ForbiddenDuringTraverse);
  return is_attached() ? assume() : Ensure();
}

AttachGuard AttachGuard::AttachOrInitialize() {
  if (attach_depth < 0) throw AttachFailure(AttachError::ForbiddenDuringTraverse);
  if (is_attached()) return assume();
  if (const auto error = internal::WhyNotAttachable()) {
    if (*error != AttachError::NotInitialized) throw AttachFailure(*error);
    internal::EnsureInitialized();
  }
  return Ensure();
}

AttachGuard::~AttachGuard() {
  if (kind_ == Kind::kEmpty) return;
  // Releasing may run destructors, which wait when they run Python code.
  if (kind_ == Kind::kEnsured) OrPark([this] { PyGILState_Release(state_); });
  --attach_depth;
}

AttachResult try_attach() {
  if (attach_depth < 0) return AttachResult(AttachError::ForbiddenDuringTraverse);
  if (is_attached()) return AttachResult(AttachGuard::assume());
  if (const auto error = internal::WhyNotAttachable()) return AttachResult(*error);
  return AttachResult(AttachGuard::Ensure());
}

SuspendAttach::SuspendAttach() {
  if (attach_depth < 0) throw AttachFailure(AttachError::ForbiddenDuringTraverse);
  if (!is_attached()) {
    throw std::logic_error(
        "detach: this thread is not attached to the Python interpreter; a Python token was used "
        "beyond its scope");
  }
  depth_ = std::exchange(attach_depth, 0);
  state_ = PyEval_SaveThread();
}

SuspendAttach::~SuspendAttach() {
  attach_depth = depth_;
  OrPark([this] { PyEval_RestoreThread(state_); });
  internal::reference_pool.Drain();
}

ForbidAttaching::ForbidAttaching() : depth_(std::exchange(attach_depth, kForbidden)) {}

ForbidAttaching::~ForbidAttaching() { attach_depth = depth_; }

namespace internal {

void ParkThread() noexcept {
  for (;;) std::this_thread::sleep_for(std::chrono::hours(1));
}

long AttachDepth() { return attach_depth; }

}  // namespace internal

}  // namespace abi_1
}  // namespace ferrule
