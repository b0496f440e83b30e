// Whether an object has a special method that no slot of its type stands for.
#ifndef FERRULE_RUNTIME_SRC_SPECIAL_METHOD_H_
#define FERRULE_RUNTIME_SRC_SPECIAL_METHOD_H_

#include "ferrule/interned.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {

// Returns whether the type of `object` has `name`: where Python itself looks for special methods.
// Calls nothing and leaves no error. Requires: attached.
bool HasSpecialMethod(PyObject* object, const Interned& name) noexcept;

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_RUNTIME_SRC_SPECIAL_METHOD_H_
