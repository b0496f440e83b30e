#include "ferrule/reference_pool.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <new>

#include "ferrule/ref.h"
#include "runtime/src/drop_policy.h"
#include "runtime/src/gate.h"
#include "runtime/src/lifecycle.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {

struct ReferencePool::Entry {
  PyObject* object;
  std::uint32_t generation;  // of the interpreter, as the gate counts them
  Entry* next;
};

constinit ReferencePool reference_pool;

namespace {

[[noreturn]] void AbortDropped() {
  std::fputs(
      "ferrule: fatal: a Py was dropped on a thread that is not attached to the Python "
      "interpreter, in a program built with --@ferrule//runtime:dropped_detached=abort; drop it "
      "inside attach(), or build with =defer\n",
      stderr);
  std::abort();
}

}  // namespace

int ReferencePool::DrainWhenAsked(void* pool) noexcept {
  auto* const self = static_cast<ReferencePool*>(pool);
  // First: what is dropped during the drain asks anew.
  self->is_asked_.store(false);
  self->Drain();
  return 0;
}

// If CPython's queue is full, the next drop asks again, or the next attach drains.
void ReferencePool::AskForDrain() noexcept {
  if (is_asked_.exchange(true)) return;
  // As if to attach: CPython's queue must not go while something is put there.
  const Gate::View view = gate.Enter();
  const bool is_asked =
      !WhyNotAttachable(view.state) && Py_AddPendingCall(&DrainWhenAsked, this) == 0;
  gate.Leave();
  if (!is_asked) is_asked_.store(false);
}

void ReferencePool::Defer(PyObject* object) noexcept {
  const Gate::View view = gate.Look();
  const bool has_interpreter = !WhyNotAttachable(view.state);
  if (has_interpreter && PyInterpreterState_Head() != PyInterpreterState_Main()) StopDeferring();
  // After the interpreter's end there is no attaching any more, so no way to do better.
  if (has_interpreter && drop_policy == DropPolicy::kAbort) AbortDropped();
  const bool defers = has_interpreter && drop_policy == DropPolicy::kDefer && is_deferring();
  Entry* const entry =
      defers ? new (std::nothrow) Entry{object, view.generation, nullptr} : nullptr;
  if (entry == nullptr) {
    lost_.fetch_add(1, std::memory_order_relaxed);
    return;
  }
  // Release: whoever takes the stack sees the entry filled in.
  Entry* below = head_.load(std::memory_order_relaxed);
  do {
    entry->next = below;
  } while (!head_.compare_exchange_weak(below, entry, std::memory_order_release,
                                        std::memory_order_relaxed));
  if (!is_asked_.load(std::memory_order_relaxed)) AskForDrain();
}

void ReferencePool::ReleaseAll() noexcept {
  // What is deferred belongs to the main interpreter.
  if (PyInterpreterState_Get() != PyInterpreterState_Main()) return;
  // Acquire: the entries as they were pushed. A destructor that attaches drains what has been
  // pushed meanwhile.
  Entry* entry = head_.exchange(nullptr, std::memory_order_acquire);
  const std::uint32_t generation = gate.Look().generation;
  // In the order in which they were dropped.
  Entry* first = nullptr;
  while (entry != nullptr) {
    Entry* const next = entry->next;
    entry->next = first;
    first = entry;
    entry = next;
  }
  while (first != nullptr) {
    Entry* const next = first->next;
    PyObject* const object = first->object;
    // A thread may have pushed it when its interpreter had gone.
    const bool is_alive = first->generation == generation;
    delete first;
    if (is_alive) {
      Decref(object);
    } else {
      lost_.fetch_add(1, std::memory_order_relaxed);
    }
    first = next;
  }
}

void ReferencePool::Forget() noexcept {
  is_asked_.store(false);
  Entry* entry = head_.exchange(nullptr, std::memory_order_acquire);
  while (entry != nullptr) {
    Entry* const next = entry->next;
    delete entry;
    lost_.fetch_add(1, std::memory_order_relaxed);
    entry = next;
  }
}

bool ReferencePool::Contains(PyObject* object) const {
  const Entry* entry = head_.load(std::memory_order_acquire);
  while (entry != nullptr && entry->object != object) entry = entry->next;
  return entry != nullptr;
}

void DeferDecref(PyObject* object) noexcept { reference_pool.Defer(object); }

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule
