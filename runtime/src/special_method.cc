#include "runtime/src/special_method.h"

#include "ferrule/error.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {

bool HasSpecialMethod(PyObject* object, const Interned& name) noexcept {
  try {
    const Borrowed<Str> text = name.get(Python::assume_attached());
    return compat::TypeHas(Py_TYPE(object), text.as_ptr());
  } catch (const PyErr&) {
    return false;  // no memory for the name
  }
}

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule
