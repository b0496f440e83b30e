#include "ferrule/convert/containers.h"

#include "runtime/src/error_context.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {

void RaiseInItem(Py_ssize_t index) { PrefixError(PyUnicode_FromFormat("item %zd", index)); }

bool CheckSequence(PyObject* object) {
  const bool is_text =
      PyUnicode_Check(object) || PyBytes_Check(object) || PyByteArray_Check(object);
  if (is_text || !PySequence_Check(object)) return RaiseExpected("a sequence", object);
  return true;
}

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule
