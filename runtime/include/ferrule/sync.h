// Locks that go together with the interpreter's own.
#ifndef FERRULE_SYNC_H_
#define FERRULE_SYNC_H_

#include <pthread.h>

#include <type_traits>
#include <utility>

#include "ferrule/attach.h"
#include "ferrule/object.h"
#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {

// While it lives, no other thread is in a critical section of the same object: in one of these, or
// in one of CPython's own, which its built-in containers and their like enter for each operation.
//
// For free-threaded builds. Elsewhere the lock of the interpreter does this, and a critical section
// costs nothing.
//
// It protects what C++ keeps with the object. As with the interpreter's lock, others may come in
// between whenever this thread detaches, and so whenever it runs Python or does anything that may;
// it comes back before it goes on. A critical section inside another, CPython's own among them,
// gives up the outer one when it has to wait: two objects at once take the form for two. That is
// why they cannot deadlock. On 3.13 one of the same object gives up the outer one always: several
// operations on a list are not one by a critical section of it. A Mutex is not given up.
//
// Begins and ends on one attached thread, in nested order: a local variable.
class [[nodiscard]] CriticalSection {
 public:
  // Requires: the object lives as long as the critical section, so the handle is none that dies at
  // once. Throws: EmptyReference; NotAttached, in builds with checks.
  explicit CriticalSection(const Handle<Object>& object);
  template <class T>
  explicit CriticalSection(Bound<T>&& object) = delete;

  // Of both, which may be the same. Requires, Throws: as above.
  CriticalSection(const Handle<Object>& first, const Handle<Object>& second);
  template <class T>
  CriticalSection(Bound<T>&& first, const Handle<Object>& second) = delete;
  template <class T>
  CriticalSection(const Handle<Object>& first, Bound<T>&& second) = delete;

  CriticalSection(const CriticalSection&) = delete;
  CriticalSection& operator=(const CriticalSection&) = delete;
  ~CriticalSection() {
    internal::OrPark([this] { section_.End(); });
  }

 private:
  [[no_unique_address]] compat::CriticalSection section_;
};

// Returns f(), run in a critical section of `object`. Throws: as above; what f throws.
template <class F>
std::invoke_result_t<F> with_critical_section(const Handle<Object>& object, F&& f) {
  const CriticalSection section(object);
  return std::forward<F>(f)();
}

// The same of two objects.
template <class F>
std::invoke_result_t<F> with_critical_section(const Handle<Object>& first,
                                              const Handle<Object>& second, F&& f) {
  const CriticalSection section(first, second);
  return std::forward<F>(f)();
}

// A mutex that attached threads and detached ones share. An attached thread that has to wait
// detaches meanwhile, so whoever holds the mutex may attach, detach and run Python: with a
// std::mutex, that and a thread that waits attached for it are a deadlock.
//
// Works with std::lock_guard, std::unique_lock and std::scoped_lock. Its initialisation costs
// nothing at run time, and it needs no interpreter. Not recursive. If the interpreter ends while an
// attached thread waits, that thread sleeps for ever, without the mutex.
class Mutex {
 public:
  constexpr Mutex() = default;
  Mutex(const Mutex&) = delete;
  Mutex& operator=(const Mutex&) = delete;

  void lock() {
    if (!try_lock()) [[unlikely]]
      Wait();
  }
  bool try_lock() { return pthread_mutex_trylock(&mutex_) == 0; }
  void unlock() { pthread_mutex_unlock(&mutex_); }

 private:
  [[gnu::cold]] void Wait();
  bool WaitDetached();

  pthread_mutex_t mutex_ = PTHREAD_MUTEX_INITIALIZER;  // <mutex> costs every includer 5% more time
};

// -------------------------------------------------------------------------------------------------

namespace internal {

// Returns the object of a handle. Throws: EmptyReference; NotAttached, in builds with checks.
inline PyObject* ObjectOf(const Handle<Object>& handle) {
  if (!handle) [[unlikely]]
    ThrowEmpty();
  CheckAttached();
  return handle.as_ptr();
}

}  // namespace internal

inline CriticalSection::CriticalSection(const Handle<Object>& object) {
  internal::OrPark([this](PyObject* only) { section_.Begin(only); }, internal::ObjectOf(object));
}

inline CriticalSection::CriticalSection(const Handle<Object>& first, const Handle<Object>& second) {
  internal::OrPark([this](PyObject* one, PyObject* other) { section_.Begin(one, other); },
                   internal::ObjectOf(first), internal::ObjectOf(second));
}

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_SYNC_H_
