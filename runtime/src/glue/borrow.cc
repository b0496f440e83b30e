#include "ferrule/glue/borrow.h"

#include "ferrule/convert/converter.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

void RaiseBorrowed(PyObject* instance, std::int32_t uses, bool is_mutable) {
  if (uses < kMutablyBorrowed) {
    RaiseBeingGiven(instance);
    return;
  }
  PyErr_SetString(PyExc_RuntimeError, is_mutable ? "Already borrowed" : "Already mutably borrowed");
}

bool RaiseIfGone(PyObject* instance) {
  convert::RaiseNoObject(instance, *reinterpret_cast<abi::OwningHead*>(instance)->record);
  return false;
}

void RaiseBeingGiven(PyObject* instance) {
  const convert::Held name(PyType_GetQualName(Py_TYPE(instance)));
  if (name.get() == nullptr) return;
  PyErr_Format(PyExc_RuntimeError, "this %U is being given away to C++", name.get());
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule
