#include "ferrule/convert/classes.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {

void Own(PyObject* instance, void* object, const abi::TypeRecord& record) {
  auto* const head = reinterpret_cast<abi::OwningHead*>(instance);
  if (record.storage == abi::Storage::kShared) record.share(head->shared_pointer, object);
  head->base.pointer = object;
}

void* InstanceSlow(PyObject* object, PyTypeObject* type, const abi::TypeRecord& record) {
  if (type == nullptr) return nullptr;  // ClassOf has set the error
  if (!PyObject_TypeCheck(object, type)) {
    RaiseExpected(type, object);
    return nullptr;
  }
  void* const pointer = reinterpret_cast<abi::InstanceHead*>(object)->pointer;
  return pointer != nullptr ? pointer : RaiseNoObject(object, record);
}

void* RaiseNoObject(PyObject* object, const abi::TypeRecord& record) {
  const Held name(PyType_GetQualName(Py_TYPE(object)));
  if (name.get() == nullptr) return nullptr;
  const abi::Absence absence = record.storage == abi::Storage::kHeap
                                   ? reinterpret_cast<abi::OwningHead*>(object)->absence
                                   : abi::Absence::kNotMade;
  switch (absence) {
    case abi::Absence::kNotMade:
      PyErr_Format(PyExc_TypeError, "%U.__init__() has not been called", name.get());
      break;
    case abi::Absence::kBeingGiven:
      PyErr_Format(PyExc_RuntimeError, "this %U is being given away to C++", name.get());
      break;
    case abi::Absence::kGiven:
      PyErr_Format(PyExc_RuntimeError, "this %U was given away to C++", name.get());
      break;
  }
  return nullptr;
}

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule
