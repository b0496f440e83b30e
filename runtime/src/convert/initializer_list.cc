#include "ferrule/convert/initializer_list.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {

bool RaiseUnknownListLayout() {
  PyErr_SetString(PyExc_SystemError,
                  "a std::initializer_list of this standard library cannot be made at run time");
  return false;
}

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule
