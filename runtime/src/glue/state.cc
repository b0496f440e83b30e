#include "ferrule/glue/state.h"

#include <cstdint>
#include <mutex>
#include <new>

#include "ferrule/reference_pool.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

struct StateSlots::Entry {
  std::int64_t interpreter;
  void* state;
  Entry* next;
};

namespace {

// Guards the entries of every module: they change when a module is executed or freed, and are read
// when several interpreters run it. Never held while Python runs.
std::mutex& EntriesMutex() {
  static auto* const mutex = new std::mutex;  // outlives the destructors that run at exit
  return *mutex;
}

std::int64_t CurrentInterpreterId() { return PyInterpreterState_GetID(PyInterpreterState_Get()); }

}  // namespace

bool StateSlots::Enter(void* state) {
  auto* const entry = new (std::nothrow) Entry{CurrentInterpreterId(), state, nullptr};
  if (entry == nullptr) {
    PyErr_NoMemory();
    return false;
  }
  const std::lock_guard lock(EntriesMutex());
  // References that are dropped while detached do not say which interpreter they belong to.
  const bool is_second = entries_ != nullptr && entries_->interpreter != entry->interpreter;
  if (is_second) internal::reference_pool.StopDeferring();
  entry->next = entries_;
  entries_ = entry;
  Refresh();
  return true;
}

void StateSlots::Leave(void* state) {
  const std::lock_guard lock(EntriesMutex());
  for (Entry** link = &entries_; *link != nullptr; link = &(*link)->next) {
    if ((*link)->state != state) continue;
    Entry* const entry = *link;
    *link = entry->next;
    delete entry;
    break;
  }
  Refresh();
}

void* StateSlots::Search() noexcept {
  const std::int64_t interpreter = CurrentInterpreterId();
  const std::lock_guard lock(EntriesMutex());
  for (const Entry* entry = entries_; entry != nullptr; entry = entry->next) {
    if (entry->interpreter == interpreter) return entry->state;
  }
  return nullptr;
}

void StateSlots::Refresh() {
  void* only = entries_ == nullptr ? nullptr : entries_->state;
  for (const Entry* entry = entries_; entry != nullptr; entry = entry->next) {
    if (entry->interpreter != entries_->interpreter) only = nullptr;
  }
  only_.store(only, std::memory_order_relaxed);
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule
