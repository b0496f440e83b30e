#include "ferrule/attach.h"

#include <optional>
#include <stdexcept>
#include <utility>

#include "runtime/src/gate.h"
#include "runtime/src/initialization.h"
#include "runtime/src/lifecycle.h"

namespace ferrule {
inline namespace abi_1 {

using internal::Gate;
using internal::gate;
using internal::this_thread;

constinit thread_local internal::ThreadNotes internal::this_thread = {};
constinit std::atomic<bool> internal::some_thread_is_forbidden{false};

namespace {

const char* Message(AttachError error) {
  switch (error) {
    case AttachError::ForbiddenDuringTraverse:
      return "attaching to the Python interpreter is prohibited while a traverse function of the "
             "garbage collector is running: it may visit references and do nothing else";
    case AttachError::NotInitialized:
      return "there is no Python interpreter to attach to: a program that embeds one creates a "
             "ferrule::Interpreter first, or uses attach(), which does; an extension has to be "
             "imported from Python";
    case AttachError::Finalizing:
      return "cannot attach to the Python interpreter while it is finalizing: end the threads that "
             "use Python before it, or use try_attach()";
    case AttachError::Finalized:
      return "cannot attach to the Python interpreter after it has been finalized: keep it until "
             "the last use, or use try_attach()";
  }
  return "cannot attach to the Python interpreter";
}

void RefuseDuringTraverse() {
  if (internal::IsForbidden()) throw AttachFailure(AttachError::ForbiddenDuringTraverse);
}

}  // namespace

AttachFailure::AttachFailure(AttachError error)
    : std::runtime_error(Message(error)), error_(error) {}

void AttachGuard::Ensure() {
  state_ = PyGILState_Ensure();
  kind_ = Kind::kEnsured;
  Count();
}

std::optional<AttachError> AttachGuard::TryEnsure() {
  internal::AwaitInitialization();
  const Gate::View view = gate.Enter();
  if (const auto error = internal::WhyNotAttachable(view.state)) {
    gate.Leave();
    return error;
  }
  // Someone else may have detached this thread within a guard of ours, which counts already.
  is_inside_ = !std::exchange(this_thread.is_inside, true);
  if (!is_inside_) gate.Leave();
  internal::OrPark([this] { Ensure(); });
  if (view.state != Gate::State::kOpen) internal::NoteInterpreter();
  internal::reference_pool.Drain();
  return std::nullopt;
}

void AttachGuard::EnsureOrInitialize() {
  kind_ = Kind::kEmpty;
  RefuseDuringTraverse();
  std::optional<AttachError> error = TryEnsure();
  if (error == AttachError::NotInitialized) {
    internal::EnsureInitialized();
    error = TryEnsure();
  }
  if (error) throw AttachFailure(*error);
}

void AttachGuard::Release() {
  // Releasing may run destructors, which wait when they run Python code.
  internal::OrPark(PyGILState_Release, state_);
  if (is_inside_) internal::LeaveGate();
}

AttachGuard AttachGuard::assume() {
  RefuseDuringTraverse();
  AttachGuard guard(Kind::kEmpty);
  guard.Assume();
  return guard;
}

AttachGuard AttachGuard::attach_unchecked() {
  RefuseDuringTraverse();
  AttachGuard guard(Kind::kEmpty);
  if (is_attached()) {
    guard.Assume();
    return guard;
  }
  internal::OrPark([&] { guard.Ensure(); });
  internal::reference_pool.Drain();
  return guard;
}

AttachResult try_attach() {
  AttachGuard guard(AttachGuard::Kind::kEmpty);
  if (internal::CanAssumeAttached()) {
    guard.Assume();
  } else if (internal::IsForbidden()) {
    return AttachResult(AttachError::ForbiddenDuringTraverse);
  } else if (const std::optional<AttachError> error = guard.TryEnsure()) {
    return AttachResult(*error);
  }
  return AttachResult(std::move(guard));
}

SuspendAttach::SuspendAttach() : guards_(0) {
  if (!internal::CanAssumeAttached()) [[unlikely]] {
    RefuseDuringTraverse();
    internal::ThrowNotAttached();
  }
  const Gate::View view = gate.Look();
  if (view.state != Gate::State::kOpen) [[unlikely]]
    internal::NoteInterpreter();
  generation_ = view.generation;
  if constexpr (internal::kChecks) guards_ = std::exchange(this_thread.guards, 0);
  was_inside_ = std::exchange(this_thread.is_inside, false);
  state_ = PyEval_SaveThread();
  if (was_inside_) gate.Leave();
}

SuspendAttach::~SuspendAttach() {
  if constexpr (internal::kChecks) {
    if (std::exchange(this_thread.guards, guards_) != 0) internal::AbortMisplacedGuard();
  }
  const Gate::View view = was_inside_ ? gate.Enter() : gate.Look();
  this_thread.is_inside = was_inside_;
  // The thread state went with its interpreter.
  if (view.generation != generation_) [[unlikely]]
    internal::ParkThread();
  internal::OrPark(PyEval_RestoreThread, state_);
  internal::reference_pool.Drain();
}

ForbidAttaching::ForbidAttaching() : was_forbidden_(std::exchange(this_thread.is_forbidden, true)) {
  internal::some_thread_is_forbidden.store(true, std::memory_order_relaxed);
}

ForbidAttaching::~ForbidAttaching() {
  this_thread.is_forbidden = was_forbidden_;
  // CPython collects on one thread of an interpreter at a time. With several interpreters another
  // thread may be forbidden as well, and the flag stays set.
  if (!was_forbidden_ && internal::reference_pool.is_deferring()) {
    internal::some_thread_is_forbidden.store(false, std::memory_order_relaxed);
  }
}

namespace internal {

bool IsForbiddenHere() noexcept { return this_thread.is_forbidden; }

void LeaveGate() noexcept {
  if (std::exchange(this_thread.is_inside, false)) gate.Leave();
}

}  // namespace internal

}  // namespace abi_1
}  // namespace ferrule
