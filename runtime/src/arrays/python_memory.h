// Memory that was taken from a Python object.
#ifndef FERRULE_RUNTIME_SRC_ARRAYS_PYTHON_MEMORY_H_
#define FERRULE_RUNTIME_SRC_ARRAYS_PYTHON_MEMORY_H_

#include <cstddef>
#include <memory>
#include <vector>

#include "ferrule/arrays/memory.h"
#include "ferrule/ref.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {

// What holds the memory is in a capsule, so that to give it up is to drop a reference: on a thread
// that is not attached it waits for one that is.
struct PythonMemory : ArrayMemory {
  PythonMemory(PyObject* object, const ArrayOffer& offer) {
    data = offer.data;
    dtype = offer.dtype;
    is_read_only = offer.is_read_only;
    ndim = offer.ndim;
    origin = object;
  }

  // Puts `held`, which holds the object and its memory, into a capsule. False with an error set.
  template <class Held>
  bool Hold(std::unique_ptr<Held> held) {
    holder = Py<>::from_owned_ptr(PyCapsule_New(held.get(), nullptr, &Drop<Held>));
    if (!holder) return false;
    static_cast<void>(held.release());  // it is the capsule's
    return true;
  }

  std::vector<std::ptrdiff_t> geometry;  // shape and strides, if they are not the object's
  Py<> holder;

 private:
  template <class Held>
  static void Drop(PyObject* capsule) {
    delete static_cast<Held*>(PyCapsule_GetPointer(capsule, nullptr));
  }
};

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_RUNTIME_SRC_ARRAYS_PYTHON_MEMORY_H_
