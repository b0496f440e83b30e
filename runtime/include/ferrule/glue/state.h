// Where a generated module finds its state: one load while only the main interpreter has executed
// it, a search by interpreter ever after.
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

  // The state of the current interpreter; null if the module has not been executed in it. Requires:
  // the current interpreter is the main one or has executed the module.
  //
  // A sub-interpreter never gets the state of the main one, even where the two run at once, each
  // with a lock of its own: Enter makes `main_` null for good before there is anything of the
  // module in the sub-interpreter that could ask, and whatever asks there happens after.
  void* Find() {
    void* const main = main_.load(std::memory_order_relaxed);
    return main != nullptr ? main : Search();
  }

  // The state where it takes no search, else null.
  void* AtHand() const { return main_.load(std::memory_order_relaxed); }

  // `state` is that of a module that is being executed in the current interpreter; it answers from
  // now on, also in place of an earlier one of the same interpreter. Called before anything else is
  // made for the module. False with MemoryError set.
  bool Enter(void* state);

  // `state` is about to be freed. Does nothing if it was never entered.
  void Leave(void* state);

 private:
  struct Entry;

  // noexcept, or else a wrapper would keep its arguments in saved registers across it.
  [[gnu::cold]] void* Search() noexcept;
  void Refresh();

  // The newest state, until a sub-interpreter executes the module: then null, also when that has
  // ended, since what is left of a module that has been freed may still ask there.
  std::atomic<void*> main_{nullptr};
  bool is_main_alone_ = true;
  Entry* entries_ =
      nullptr;  // newest first; it and the flag are guarded by a mutex of the runtime's
};

// The same with the type of the module's state.
template <class State>
class StateOf {
 public:
  constexpr StateOf() = default;

  State* Find() { return static_cast<State*>(slots_.Find()); }

  // The same, or one of nothing but nulls once the module has been freed: what the garbage
  // collector frees after it may still be called meanwhile.
  State& FindOrNulls() {
    State* const state = Find();
    return state != nullptr ? *state : nulls_;
  }

  // The state where it takes no search, else one of nothing but nulls.
  const State& AtHandOrNulls() const {
    const auto* const state = static_cast<const State*>(slots_.AtHand());
    return state != nullptr ? *state : nulls_;
  }

  bool Enter(State* state) { return slots_.Enter(state); }
  void Leave(State* state) { slots_.Leave(state); }

 private:
  StateSlots slots_;
  State nulls_ = {};
};

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_GLUE_STATE_H_
