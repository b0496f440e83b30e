// DLPack tensors, taken and given.
#ifndef FERRULE_RUNTIME_SRC_ARRAYS_TENSOR_H_
#define FERRULE_RUNTIME_SRC_ARRAYS_TENSOR_H_

#include <memory>

#include "ferrule/arrays/memory.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {

// Takes the memory of an object that has `__dlpack__`. Null with an error set.
std::shared_ptr<const ArrayMemory> TakeTensor(PyObject* object, const ArrayRequest& request);

// Returns a capsule with a tensor that shows `memory`, as `__dlpack__` returns it: one with a
// version or, for consumers from before there were any, one without. Null with an error set.
PyObject* GiveTensor(std::shared_ptr<const ArrayMemory> memory, bool is_read_only,
                     bool is_versioned);

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_RUNTIME_SRC_ARRAYS_TENSOR_H_
