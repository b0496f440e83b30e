#include "ferrule/attach.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <optional>
#include <stdexcept>
#include <thread>
#include <utility>

#include "runtime/src/gate.h"
#include "runtime/src/lifecycle.h"

namespace ferrule {
inline namespace abi_1 {

using internal::Gate;
using internal::gate;
using internal::this_thread;

constinit thread_local internal::ThreadNotes internal::this_thread = {};
constinit std::atomic<bool> internal::some_thread_was_forbidden{false};

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

bool IsForbidden() {
  return internal::some_thread_was_forbidden.load(std::memory_order_relaxed) &&
         this_thread.is_forbidden;
}

void RefuseDuringTraverse() {
  if (IsForbidden()) throw AttachFailure(AttachError::ForbiddenDuringTraverse);
}

}  // namespace

AttachFailure::AttachFailure(AttachError error)
    : std::runtime_error(Message(error)), error_(error) {}

NotAttached::NotAttached()
    : std::logic_error(
          "Python was used on a thread that is not attached to the interpreter: a Python token or "
          "a Bound must not go beyond the scope that attached, into detach(), or to another "
          "thread; take a Py along, and attach() there") {}

void AttachGuard::Ensure() {
  state_ = PyGILState_Ensure();
  kind_ = Kind::kEnsured;
  internal::CountGuard();
}

std::optional<AttachError> AttachGuard::TryEnsure() {
  internal::AwaitInitialization();
  const Gate::View view = gate.Enter();
  const std::optional<AttachError> error = internal::WhyNotAttachable(view.state);
  if (error) {
    gate.Leave();
    return error;
  }
  internal::OrPark([this] { Ensure(); });
  this_thread.is_inside = true;
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
  if (std::exchange(this_thread.is_inside, false)) gate.Leave();
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
  } else if (IsForbidden()) {
    return AttachResult(AttachError::ForbiddenDuringTraverse);
  } else if (const std::optional<AttachError> error = guard.TryEnsure()) {
    return AttachResult(*error);
  }
  return AttachResult(std::move(guard));
}

SuspendAttach::SuspendAttach() : guards_(0), generation_(gate.Look().generation) {
  if (!internal::CanAssumeAttached()) [[unlikely]] {
    RefuseDuringTraverse();
    internal::ThrowNotAttached();
  }
  if constexpr (internal::kChecks) guards_ = std::exchange(this_thread.guards, 0);
  was_inside_ = std::exchange(this_thread.is_inside, false);
  state_ = PyEval_SaveThread();
  if (was_inside_) gate.Leave();
}

SuspendAttach::~SuspendAttach() {
  if constexpr (internal::kChecks) this_thread.guards = guards_;
  const Gate::View view = was_inside_ ? gate.Enter() : gate.Look();
  this_thread.is_inside = was_inside_;
  // The thread state went with its interpreter.
  if (view.generation != generation_) [[unlikely]]
    internal::ParkThread();
  internal::OrPark(PyEval_RestoreThread, state_);
  internal::reference_pool.Drain();
}

ForbidAttaching::ForbidAttaching() : was_forbidden_(std::exchange(this_thread.is_forbidden, true)) {
  internal::some_thread_was_forbidden.store(true, std::memory_order_relaxed);
}

ForbidAttaching::~ForbidAttaching() { this_thread.is_forbidden = was_forbidden_; }

namespace internal {

bool IsForbiddenHere() noexcept {
  if (this_thread.is_forbidden) return true;
  // A traverse function does not give up the attachment, so while this thread has it no other one
  // is in the midst of it: but for threads of an interpreter with a lock of its own.
  if (reference_pool.is_deferring()) some_thread_was_forbidden.store(false);
  return false;
}

void ParkThread() noexcept {
  for (;;) std::this_thread::sleep_for(std::chrono::hours(1));
}

void ParkIfUnwound() noexcept {
  // The unwinding that ends a thread is no C++ exception.
  if (std::current_exception() == nullptr) ParkThread();
}

void ThrowNotAttached() { throw NotAttached(); }

void AbortNotAttached() noexcept {
  std::fprintf(stderr, "ferrule: fatal: %s\n", NotAttached().what());
  std::abort();
}

void AbortGuardOfOtherThread() noexcept {
  std::fputs(
      "ferrule: fatal: an AttachGuard ended on another thread than it began on, or inside a detach "
      "that it does not belong to\n",
      stderr);
  std::abort();
}

}  // namespace internal

}  // namespace abi_1
}  // namespace ferrule
