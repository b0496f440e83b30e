// The Python object that an NdArray is as a result: it has the buffer protocol and DLPack.
#ifndef FERRULE_RUNTIME_SRC_ARRAYS_ARRAY_OBJECT_H_
#define FERRULE_RUNTIME_SRC_ARRAYS_ARRAY_OBJECT_H_

#include <memory>

#include "ferrule/arrays/memory.h"
#include "ferrule/ref.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {

// Returns an object that shows `memory`. Throws: PyErr.
Bound<> MakeArrayObject(Python py, std::shared_ptr<const ArrayMemory> memory, bool is_read_only);

// Returns whether `object` is one that this extension made. Throws: PyErr.
bool IsArrayObject(Python py, PyObject* object);

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_RUNTIME_SRC_ARRAYS_ARRAY_OBJECT_H_
