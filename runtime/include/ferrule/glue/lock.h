// The locks of free_threaded modules: a call has its objects to itself.
#ifndef FERRULE_GLUE_LOCK_H_
#define FERRULE_GLUE_LOCK_H_

#include "ferrule/convert/reference.h"
#include "ferrule/object_lock.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

using internal::ObjectLock;

// The instance whose lock is that of an object: where it is part of another, that which has the
// whole. Null stays null.
inline PyObject* RootOf(PyObject* instance) {
  if constexpr (compat::kIsFreeThreaded) {
    if (instance != nullptr) return convert::RootOf(instance);
  }
  return instance;
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_GLUE_LOCK_H_
