#include "ferrule/convert/implicit.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {

PyObject* MakeFromDict(PyTypeObject* type, PyObject* dict) {
  if (type == nullptr) return nullptr;  // ClassOf has set the error
  // The constructor may run code that changes the dict.
  const Held keywords(PyDict_Copy(dict));
  if (keywords.get() == nullptr) return nullptr;
  return internal::OrPark(PyObject_VectorcallDict, reinterpret_cast<PyObject*>(type), nullptr,
                          std::size_t{0}, keywords.get());
}

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule
