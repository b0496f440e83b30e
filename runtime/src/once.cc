#include "ferrule/once.h"

#include <pthread.h>

#include <mutex>

#include "ferrule/ref.h"
#include "runtime/src/interpreter_end.h"

namespace ferrule {
inline namespace abi_1 {

OnceReentered::OnceReentered()
    : std::logic_error(
          "the function that makes the value of a PyOnce asked for that value: it would wait for "
          "itself") {}

namespace internal {
namespace {

// Guards the owners of all slots and the list of runs. Never held while Python runs, nor while a
// thread waits for the attachment.
constinit std::mutex slots_mutex;

// Counts the runs that have ended, and wakes those who wait for one.
constinit std::atomic<unsigned> ended_runs{0};

}  // namespace

// The runs that are going on, in all interpreters. Each function requires slots_mutex.
struct OnceRuns {
  static OnceRun* Of(const OnceSlot* slot) {
    OnceRun* run = first;
    while (run != nullptr && run->slot_ != slot) run = run->next_;
    return run;
  }

  static void Add(OnceRun* run) {
    run->next_ = first;
    first = run;
  }

  template <class Condition>
  static void RemoveIf(Condition condition) {
    for (OnceRun** link = &first; *link != nullptr;) {
      OnceRun* const run = *link;
      if (condition(*run)) {
        *link = run->next_;
      } else {
        link = &run->next_;
      }
    }
  }

  static void Remove(const OnceRun* run) {
    RemoveIf([run](const OnceRun& other) { return &other == run; });
  }

  // The threads that were to end them sleep for ever.
  static void RemoveOf(const OnceSlot* slot) {
    RemoveIf([slot](const OnceRun& run) { return run.slot_ == slot; });
  }

  // In the child of a fork, where there are no others.
  static void RemoveOfOtherThreads() {
    const unsigned long here = PyThread_get_thread_ident();
    RemoveIf([here](const OnceRun& run) { return run.thread_ != here; });
  }

  static constinit OnceRun* first;
};

constinit OnceRun* OnceRuns::first = nullptr;

namespace {

void BeforeFork() { slots_mutex.lock(); }

void AfterForkInParent() { slots_mutex.unlock(); }

void AfterForkInChild() {
  OnceRuns::RemoveOfOtherThreads();
  slots_mutex.unlock();
}

// Called when the interpreter ends that owns the slot: twice if two threads registered at once. Who
// still waits for its value sleeps on, having no interpreter to come back to.
void EndSlot(void* subject) {
  auto* const slot = static_cast<OnceSlot*>(subject);
  PyInterpreterState* const current = PyInterpreterState_Get();
  bool has_value;
  {
    const std::lock_guard lock(slots_mutex);
    if (slot->owner != current || !slot->hears_of_end) return;
    slot->hears_of_end = false;
    OnceRuns::RemoveOf(slot);
    has_value = slot->ready_for.exchange(nullptr, std::memory_order_relaxed) != nullptr;
  }
  if (has_value) slot->destroy(slot);  // which may run Python code
  const std::lock_guard lock(slots_mutex);
  slot->owner = nullptr;
}

// Returns the slot of the current interpreter, which it takes if there is none yet. Requires:
// slots_mutex. Throws: std::bad_alloc.
OnceSlot* OwnSlot(OnceSlot& first, const OnceType& type, PyInterpreterState* current) {
  OnceSlot* free = nullptr;
  OnceSlot* last = nullptr;
  for (OnceSlot* slot = &first; slot != nullptr; slot = slot->next.load()) {
    if (slot->owner == current) return slot;
    if (slot->owner == nullptr && free == nullptr) free = slot;
    last = slot;
  }
  if (free == nullptr) {
    free = type.make();
    last->next.store(free, std::memory_order_release);  // complete when it is seen
  }
  free->owner = current;
  free->destroy = type.destroy;
  return free;
}

// Sees to it that the slot is freed when the current interpreter ends. Throws: PyErr.
void HearOfEnd(OnceSlot* slot) {
  static const int registered = pthread_atfork(&BeforeFork, &AfterForkInParent, &AfterForkInChild);
  static_cast<void>(registered);
  // Before 3.12 this may collect garbage, and so run anything: it comes before the run, not in it.
  if (!OrPark([slot] { return AtInterpreterEnd(&EndSlot, slot); })) ThrowError();
  const std::lock_guard lock(slots_mutex);
  slot->hears_of_end = true;
}

}  // namespace

OnceSlot* FindOnce(const OnceSlot& first, PyInterpreterState* current) noexcept {
  OnceSlot* slot = first.next.load(std::memory_order_acquire);
  while (slot != nullptr && slot->ready_for.load(std::memory_order_acquire) != current) {
    slot = slot->next.load(std::memory_order_acquire);
  }
  return slot;
}

OnceRun::OnceRun(OnceSlot& first, const OnceType& type) : thread_(PyThread_get_thread_ident()) {
  PyInterpreterState* const current = PyInterpreterState_Get();
  for (;;) {
    bool hears_of_end;
    unsigned ended = 0;
    {
      const std::lock_guard lock(slots_mutex);
      slot_ = OwnSlot(first, type, current);
      if (slot_->ready_for.load(std::memory_order_relaxed) == current) return;
      hears_of_end = slot_->hears_of_end;
      if (hears_of_end) {
        const OnceRun* const other = OnceRuns::Of(slot_);
        if (other == nullptr) {
          is_needed_ = true;
          OnceRuns::Add(this);
          return;
        }
        if (other->thread_ == thread_) throw OnceReentered();
        ended = ended_runs.load(std::memory_order_relaxed);
      }
    }
    if (!hears_of_end) {
      HearOfEnd(slot_);
    } else {
      const SuspendAttach suspended;
      ended_runs.wait(ended, std::memory_order_acquire);
    }
  }
}

OnceRun::~OnceRun() {
  if (is_needed_) End(false);
}

void OnceRun::Commit() noexcept {
  is_needed_ = false;
  End(true);
}

void OnceRun::End(bool has_value) noexcept {
  {
    const std::lock_guard lock(slots_mutex);
    OnceRuns::Remove(this);
    // Release: the value as it was made.
    if (has_value) slot_->ready_for.store(slot_->owner, std::memory_order_release);
  }
  // Release: what has changed is seen by whoever sees the count.
  ended_runs.fetch_add(1, std::memory_order_release);
  ended_runs.notify_all();
}

}  // namespace internal

}  // namespace abi_1
}  // namespace ferrule
