#include "ferrule/convert/handles.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {

PyObject* RaiseEmptyReference() {
  PyErr_SetString(PyExc_SystemError, "C++ returned an empty reference");
  return nullptr;
}

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule
