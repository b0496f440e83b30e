// References that were dropped while their thread was detached, kept until a thread attaches.
//
// Not for users: Py drops references here, and attaching releases them.
#ifndef FERRULE_REFERENCE_POOL_H_
#define FERRULE_REFERENCE_POOL_H_

#include <atomic>
#include <cstddef>
#include <type_traits>

#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {

// A stack that threads push on without a lock and that a drain takes as a whole, so that nothing is
// held while the decrefs run whatever destructors they run, and a fork finds no lock taken. It is
// never destroyed: static objects may drop references at exit. Only decrefs are ever deferred.
class ReferencePool {
 public:
  constexpr ReferencePool() = default;
  ReferencePool(const ReferencePool&) = delete;
  ReferencePool& operator=(const ReferencePool&) = delete;

  // Keeps the reference for the next drain, and sees to it that the interpreter drains when it gets
  // round to it even if no thread attaches. Without an interpreter the reference is lost, and
  // counted. What else may become of it is a choice of the build (drop_policy.h). Any thread.
  void Defer(PyObject* object) noexcept;

  // Releases what is there. An atomic load if that is nothing. Requires: attached.
  void Drain() noexcept {
    if (head_.load(std::memory_order_relaxed) != nullptr) [[unlikely]]
      ReleaseAll();
  }

  // Loses what is there: it belongs to an interpreter that is gone.
  void Forget() noexcept;

  // From now on references dropped while detached are lost: with a second interpreter nobody knows
  // whose they are.
  void StopDeferring() noexcept { deferring_.store(false, std::memory_order_relaxed); }

  // Returns false once a second interpreter has been noticed: when it executes a module of
  // ferrule's, or is there while a reference is dropped detached.
  bool is_deferring() const { return deferring_.load(std::memory_order_relaxed); }

  // Returns how many references have been lost.
  std::size_t lost() const { return lost_.load(std::memory_order_relaxed); }

  // For tests. Requires: no other thread drains meanwhile.
  bool Contains(PyObject* object) const;

 private:
  struct Entry;

  [[gnu::cold]] void ReleaseAll() noexcept;

  std::atomic<Entry*> head_{nullptr};
  void AskForDrain() noexcept;
  static int DrainWhenAsked(void* pool) noexcept;

  std::atomic<bool> deferring_{true};
  std::atomic<bool> is_asked_{false};  // whether CPython will drain of itself
  std::atomic<std::size_t> lost_{0};
};

static_assert(std::is_trivially_destructible_v<ReferencePool>);

// The pool of this copy of the runtime.
extern constinit ReferencePool reference_pool;

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_REFERENCE_POOL_H_
