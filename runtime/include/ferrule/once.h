// Values that are made once, by whichever thread needs them first.
//
// A static local variable does the same without Python, but its initialisation may not detach: the
// next thread would wait attached for one that waits for the attachment. And objects of one
// interpreter must not be seen by another, so there is a value for each.
#ifndef FERRULE_ONCE_H_
#define FERRULE_ONCE_H_

#include <atomic>
#include <cstddef>
#include <new>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "ferrule/attach.h"
#include "ferrule/fwd.h"
#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {

// Thrown when the function that makes a value asks for that value.
class OnceReentered : public std::logic_error {
 public:
  OnceReentered();
};

namespace internal {

// The place of one interpreter's value. It is never freed: when its interpreter ends it waits for
// another one, so it may be looked at without a lock.
struct OnceSlot {
  // The interpreter whose value is here and complete. No other one looks further.
  std::atomic<PyInterpreterState*> ready_for{nullptr};
  std::atomic<OnceSlot*> next{nullptr};

  // Guarded by a mutex of once.cc.
  PyInterpreterState* owner = nullptr;  // null: free
  bool hears_of_end = false;            // whether the owner's end will be told
  void (*destroy)(OnceSlot*) noexcept = nullptr;
};

// What the functions of once.cc have to know of a value's type.
struct OnceType {
  OnceSlot* (*make)();
  void (*destroy)(OnceSlot*) noexcept;
};

// Returns the slot among those after `first` that is ready for the current interpreter, or null.
[[gnu::cold]] OnceSlot* FindOnce(const OnceSlot& first, PyInterpreterState* current) noexcept;

// The making of a value, by one thread at a time.
class OnceRun {
 public:
  // Returns when there is a value or when it is up to this thread to make it. Meanwhile it waits,
  // detached, for whichever thread is at it. Throws: as PyOnce::get_or_init.
  OnceRun(OnceSlot& first, const OnceType& type);
  OnceRun(const OnceRun&) = delete;
  OnceRun& operator=(const OnceRun&) = delete;

  // Leaves it to the next thread if there is no value yet.
  ~OnceRun();

  // Whether this thread is to make the value.
  bool is_needed() const { return is_needed_; }

  OnceSlot* slot() const { return slot_; }

  // Shows the value to all threads. Requires: is_needed(), and the value is there.
  void Commit() noexcept;

 private:
  friend struct OnceRuns;

  void End(bool has_value) noexcept;

  OnceSlot* slot_ = nullptr;
  unsigned long thread_ = 0;
  OnceRun* next_ = nullptr;
  bool is_needed_ = false;
};

}  // namespace internal

// A value that is made when it is first asked for: once in each interpreter, however many threads
// ask, and dropped when the interpreter ends. T may be anything that is not bound to the
// attachment: a Py<Type>, a std::string.
//
// Requires: static storage duration, or at any rate a life beyond that of the interpreters it was
// used in. There is no destructor, and the initialisation costs nothing at run time:
//
//   static ferrule::PyOnce<ferrule::Py<>> once;
//
// Threads: any, attached. Once there is a value, to get it takes no lock.
template <class T>
class PyOnce {
  static_assert(!kBoundToAttachment<T>,
                "the value of a PyOnce outlives the attachment it was made in: use a Py");
  static_assert(std::is_nothrow_destructible_v<T> && !std::is_reference_v<T>);

 public:
  constexpr PyOnce() = default;
  PyOnce(const PyOnce&) = delete;
  PyOnce& operator=(const PyOnce&) = delete;

  // Returns the value of the current interpreter, good until that ends, or null if there is none.
  const T* get(Python) const {
    internal::CheckAttached();
    PyInterpreterState* const current = PyInterpreterState_Get();
    const internal::OnceSlot* slot = &first_;
    // Acquire: the value as it was made.
    if (first_.ready_for.load(std::memory_order_acquire) != current) [[unlikely]] {
      slot = internal::FindOnce(first_, current);
      if (slot == nullptr) return nullptr;
    }
    return &static_cast<const Slot*>(slot)->value();
  }

  // Returns the value of the current interpreter, which is f() if there is none yet. While `f`
  // runs, others that come wait detached, so it may detach, run Python code, and take its time. If
  // it throws, the next one tries.
  //
  // Two threads whose functions wait for each other's values wait for ever, as do those that wait
  // for each other's locks. Where that could be, as in whatever imports a module, make the value
  // first and then set() it.
  //
  // In the child of a fork nobody waits for threads that stayed behind.
  //
  // Throws: what f throws; OnceReentered if `f` comes here again; PyErr if the interpreter is
  // already being torn down; AttachFailure if it would have to wait during a traverse.
  template <class F>
  const T& get_or_init(Python py, F&& f) {
    if (const T* const value = get(py)) [[likely]]
      return *value;
    internal::OnceRun run(first_, kType);
    Slot* const slot = static_cast<Slot*>(run.slot());
    if (run.is_needed()) {
      ::new (slot->storage) T(std::forward<F>(f)());
      run.Commit();
    }
    return slot->value();
  }

  // Makes `value` the value of the current interpreter and returns true, unless it has one. Waits
  // if one is being made. Throws: as get_or_init.
  bool set(Python, T value) {
    internal::OnceRun run(first_, kType);
    if (!run.is_needed()) return false;
    ::new (static_cast<Slot*>(run.slot())->storage) T(std::move(value));
    run.Commit();
    return true;
  }

 private:
  struct Slot : internal::OnceSlot {
    const T& value() const { return *std::launder(reinterpret_cast<const T*>(storage)); }

    alignas(T) std::byte storage[sizeof(T)]{};
  };

  static internal::OnceSlot* MakeSlot() { return new Slot; }
  static void Destroy(internal::OnceSlot* slot) noexcept {
    std::launder(reinterpret_cast<T*>(static_cast<Slot*>(slot)->storage))->~T();
  }

  static constexpr internal::OnceType kType = {&MakeSlot, &Destroy};

  Slot first_;
};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_ONCE_H_
