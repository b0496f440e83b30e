#include "runtime/src/reference_pool.h"

#include <new>
#include <type_traits>

#include "ferrule/ref.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {

struct ReferencePool::Entry {
  PyObject* object;
  Entry* next;
};

constinit ReferencePool reference_pool;
static_assert(std::is_trivially_destructible_v<ReferencePool>);

namespace {

int DrainWhenAsked(void*) {
  reference_pool.Drain();
  return 0;
}

}  // namespace

void ReferencePool::Defer(PyObject* object) noexcept {
  const bool has_interpreter = Py_IsInitialized() != 0 && !compat::IsFinalizing();
  Entry* const entry = has_interpreter && deferring_.load(std::memory_order_relaxed)
                           ? new (std::nothrow) Entry{object, nullptr}
                           : nullptr;
  if (entry == nullptr) {
    lost_.fetch_add(1, std::memory_order_relaxed);
    return;
  }
  // Once the entry is pushed another thread may free it, so what it was pushed on is remembered
  // apart. Release: whoever takes the stack sees the entry filled in.
  Entry* below = head_.load(std::memory_order_relaxed);
  do {
    entry->next = below;
  } while (!head_.compare_exchange_weak(below, entry, std::memory_order_release,
                                        std::memory_order_relaxed));
  // The first of a batch asks for a drain. If CPython's queue is full the next attach drains.
  if (below == nullptr) Py_AddPendingCall(&DrainWhenAsked, nullptr);
}

void ReferencePool::ReleaseAll() noexcept {
  // What is deferred belongs to the main interpreter.
  if (PyInterpreterState_Get() != PyInterpreterState_Main()) return;
  // Acquire: the entries as they were pushed. A destructor that attaches drains what has been
  // pushed meanwhile.
  Entry* entry = head_.exchange(nullptr, std::memory_order_acquire);
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
    delete first;
    Decref(object);
    first = next;
  }
}

void ReferencePool::Forget() noexcept {
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
