#include "ferrule/convert/classes.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {

void* InstanceSlow(PyObject* object, PyTypeObject* type) {
  if (type == nullptr) return nullptr;  // ClassOf has set the error
  if (!PyObject_TypeCheck(object, type)) {
    RaiseExpected(type, object);
    return nullptr;
  }
  void* const pointer = reinterpret_cast<abi::InstanceHead*>(object)->pointer;
  return pointer != nullptr ? pointer : RaiseNoObject(object);
}

void* RaiseNoObject(PyObject* object) {
  PyObject* const name = PyType_GetQualName(Py_TYPE(object));
  if (name == nullptr) return nullptr;
  PyErr_Format(PyExc_TypeError, "%U.__init__() has not been called", name);
  Py_DECREF(name);
  return nullptr;
}

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule
