// The borrows of classes that are borrow checked: many calls may read an object at once, or one may
// change it.
//
// A call borrows from the time that it has the object until it returns, over whatever Python code
// it runs. What cannot be borrowed is a RuntimeError, never a wait: `Already mutably borrowed` for
// who reads, `Already borrowed` for who changes.
//
// Threads: any attached one. On builds without a lock of the interpreter's to borrow is one atomic
// step.
#ifndef FERRULE_GLUE_BORROW_H_
#define FERRULE_GLUE_BORROW_H_

#include <atomic>
#include <cstdint>

#include "ferrule/abi.h"
#include "ferrule/glue/instance.h"
#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

// In the place of the number of calls that read an object: one changes it.
inline constexpr std::int32_t kMutablyBorrowed = -1;

// Where an instance of T's type counts the calls that use its object.
template <class T, Storage kStorage>
std::int32_t& UsesOf(PyObject* instance) {
  if constexpr (kStorage == Storage::kInline) {
    return reinterpret_cast<MarkedInstance<T>*>(instance)->uses;
  } else {
    return reinterpret_cast<abi::OwningHead*>(instance)->calls;
  }
}

// Sets the RuntimeError of a borrow that cannot be. `uses` is what stands in its way.
[[gnu::cold]] void RaiseBorrowed(PyObject* instance, std::int32_t uses, bool is_mutable);

// Counts one more that reads. Returns what stands in the way, or 0.
inline std::int32_t TakeShared(std::int32_t& uses) {
  if constexpr (compat::kIsFreeThreaded) {
    const std::atomic_ref shared(uses);
    std::int32_t seen = shared.load(std::memory_order_relaxed);
    while (seen >= 0) {
      if (shared.compare_exchange_weak(seen, seen + 1, std::memory_order_acq_rel)) return 0;
    }
    return seen;
  } else {
    if (uses < 0) return uses;
    ++uses;
    return 0;
  }
}

// The same for the one that changes.
inline std::int32_t TakeMutable(std::int32_t& uses) {
  if constexpr (compat::kIsFreeThreaded) {
    std::int32_t seen = 0;
    const bool is_taken = std::atomic_ref(uses).compare_exchange_strong(seen, kMutablyBorrowed,
                                                                        std::memory_order_acq_rel);
    return is_taken ? 0 : seen;
  } else {
    if (uses != 0) return uses;
    uses = kMutablyBorrowed;
    return 0;
  }
}

// Takes `step` back.
inline void GiveBackBorrow(std::int32_t& uses, std::int32_t step) {
  if constexpr (compat::kIsFreeThreaded) {
    std::atomic_ref(uses).fetch_sub(step, std::memory_order_release);
  } else {
    uses -= step;
  }
}

// A borrow of the object of an instance, for the time of a call. False with an error set where it
// cannot be borrowed.
template <class T, Storage kStorage, bool kIsMutable>
class Borrow {
 public:
  explicit Borrow(PyObject* instance) : Borrow(instance, &instance) {}
  // The same for an argument, unless it is null: `place` is where its instance is then.
  Borrow(const void* object, PyObject* const* place) {
    if (object == nullptr) return;
    std::int32_t& uses = UsesOf<T, kStorage>(*place);
    const std::int32_t obstacle = kIsMutable ? TakeMutable(uses) : TakeShared(uses);
    if (obstacle != 0) [[unlikely]] {
      RaiseBorrowed(*place, obstacle, kIsMutable);
      is_refused_ = true;
      return;
    }
    uses_ = &uses;
    if constexpr (compat::kIsFreeThreaded && kStorage != Storage::kInline) {
      // A reference has no object of its own, and the wrapper finds out whether `self` has one.
      const auto* const head = reinterpret_cast<const abi::OwningHead*>(*place);
      const bool is_argument = object != *place;
      is_refused_ = is_argument && !convert::IsReference(head->absence) && !HasObject(*place);
    }
  }
  ~Borrow() {
    if (uses_ != nullptr) GiveBackBorrow(*uses_, kIsMutable ? kMutablyBorrowed : 1);
  }
  Borrow(const Borrow&) = delete;
  Borrow& operator=(const Borrow&) = delete;

  explicit operator bool() const { return !is_refused_; }

 private:
  std::int32_t* uses_ = nullptr;
  bool is_refused_ = false;
};

template <class T, Storage kStorage = Storage::kInline>
using SharedBorrow = Borrow<T, kStorage, false>;
template <class T, Storage kStorage = Storage::kInline>
using MutableBorrow = Borrow<T, kStorage, true>;

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_GLUE_BORROW_H_
