// Where a generated module finds its state: one load while it runs in one interpreter, a search by
// interpreter after.
#ifndef FERRULE_GLUE_STATE_H_
#define FERRULE_GLUE_STATE_H_

#include <atomic>

#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

// Tells the states of one module apart by interpreter. One static object a module, never destroyed.
class StateSlots {
 public:
  constexpr StateSlots() = default;
  StateSlots(const StateSlots&) = delete;
  StateSlots& operator=(const StateSlots&) = delete;

  // The state of the current interpreter; null if the module has not been executed in it.
  void* Find() {
    void* const only = only_.load(std::memory_order_relaxed);
    return only != nullptr ? only : Search();
  }

  // `state` is that of a module just executed in the current interpreter; it answers from now on,
  // also in place of an earlier one of the same interpreter. False with MemoryError set.
  bool Enter(void* state);

  // `state` is about to be freed. Does nothing if it was never entered.
  void Leave(void* state);

 private:
  struct Entry;

  // noexcept, or else a wrapper would keep its arguments in saved registers across it.
  [[gnu::cold]] void* Search() noexcept;
  void Refresh();

  std::atomic<void*> only_{nullptr};  // while all entries belong to one interpreter: the newest
  Entry* entries_ = nullptr;          // newest first; guarded by a mutex of the runtime's
};

// The same with the type of the module's state.
template <class State>
class StateOf {
 public:
  constexpr StateOf() = default;

  State* Find() { return static_cast<State*>(slots_.Find()); }
  bool Enter(State* state) { return slots_.Enter(state); }
  void Leave(State* state) { slots_.Leave(state); }

 private:
  StateSlots slots_;
};

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_GLUE_STATE_H_
