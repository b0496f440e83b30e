// The locks that glue takes: a call has its objects to itself. Not for users, who have
// ferrule/sync.h.
#ifndef FERRULE_OBJECT_LOCK_H_
#define FERRULE_OBJECT_LOCK_H_

#include "ferrule/park.h"
#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {

// The critical section of an object, or of two, for the time of a call: in builds where the
// interpreter has no lock. Elsewhere there is nothing of it.
//
// As every critical section it is given up while the thread waits or is detached, and so while
// Python code runs that may wait.
template <bool kIsNeeded>
class LockWhere;

template <>
class LockWhere<false> {
 public:
  explicit LockWhere(PyObject*) {}
  LockWhere(PyObject*, PyObject*) {}
};

template <>
class LockWhere<true> {
 public:
  // Null and None, which have no object of C++'s, are left alone.
  explicit LockWhere(PyObject* only) : is_held_(IsObject(only)) {
    if (is_held_) OrPark([&] { section_.Begin(only); });
  }
  LockWhere(PyObject* first, PyObject* second) : is_held_(IsObject(first) || IsObject(second)) {
    if (!is_held_) return;
    if (IsObject(first) && IsObject(second)) {
      OrPark([&] { section_.Begin(first, second); });
    } else {
      OrPark([&] { section_.Begin(IsObject(first) ? first : second); });
    }
  }
  ~LockWhere() {
    if (is_held_) OrPark([&] { section_.End(); });
  }
  LockWhere(const LockWhere&) = delete;
  LockWhere& operator=(const LockWhere&) = delete;

 private:
  static bool IsObject(PyObject* object) { return object != nullptr && object != Py_None; }

  bool is_held_;
  compat::CriticalSection section_;
};

using ObjectLock = LockWhere<compat::kIsFreeThreaded>;

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_OBJECT_LOCK_H_
