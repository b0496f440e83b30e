#include "ferrule/glue/state.h"

#include <pthread.h>

#include <atomic>
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
// when sub-interpreters run it. Never held while Python runs.
constinit std::mutex entries_mutex;

// The child of a fork must not find it locked by a thread that stayed behind.
void HandleForks() {
  static const int registered = pthread_atfork(
      [] { entries_mutex.lock(); }, [] { entries_mutex.unlock(); }, [] { entries_mutex.unlock(); });
  static_cast<void>(registered);
}

// How often the entries of any module have changed.
constinit std::atomic<std::uint64_t> changes{0};

// The answer that this thread got last, so that interpreters which run at once do not meet at the
// mutex. It holds until entries change. A thread sees every change of the interpreter that it is
// attached to, since those were made attached; to miss one of another interpreter does no harm.
struct Answer {
  const StateSlots* slots;
  std::int64_t interpreter;
  std::uint64_t changes;
  void* state;
};
constinit thread_local Answer last_answer = {};

std::int64_t CurrentInterpreterId() { return PyInterpreterState_GetID(PyInterpreterState_Get()); }

}  // namespace

bool StateSlots::Enter(void* state) {
  HandleForks();
  auto* const entry = new (std::nothrow) Entry{CurrentInterpreterId(), state, nullptr};
  if (entry == nullptr) {
    PyErr_NoMemory();
    return false;
  }
  const std::lock_guard lock(entries_mutex);
  if (PyInterpreterState_Get() != PyInterpreterState_Main()) {
    is_main_alone_ = false;
    // References that are dropped while detached do not say which interpreter they belong to.
    internal::reference_pool.StopDeferring();
  }
  entry->next = entries_;
  entries_ = entry;
  Refresh();
  return true;
}

void StateSlots::Leave(void* state) {
  const std::lock_guard lock(entries_mutex);
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
  Answer& answer = last_answer;
  const std::int64_t interpreter = CurrentInterpreterId();
  if (answer.slots == this && answer.interpreter == interpreter &&
      answer.changes == changes.load(std::memory_order_relaxed))
    return answer.state;
  const std::lock_guard lock(entries_mutex);
  const Entry* entry = entries_;
  while (entry != nullptr && entry->interpreter != interpreter) entry = entry->next;
  answer = {this, interpreter, changes.load(std::memory_order_relaxed),
            entry == nullptr ? nullptr : entry->state};
  return answer.state;
}

void StateSlots::Refresh() {
  changes.fetch_add(1, std::memory_order_relaxed);
  void* const newest = entries_ == nullptr ? nullptr : entries_->state;
  main_.store(is_main_alone_ ? newest : nullptr, std::memory_order_relaxed);
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule
