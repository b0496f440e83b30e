// Iterators over views of sets and dicts.
#include <memory>
#include <utility>

#include "ferrule/attach.h"
#include "ferrule/park.h"
#include "runtime/src/views/view.h"

namespace ferrule {
inline namespace abi_1 {
namespace views {
namespace {

using convert::Held;

struct KeyIterator {
  PyObject base;
  PyObject* view;  // null: at its end
  Cursor* cursor;
};

KeyIterator& AsIterator(PyObject* object) { return *reinterpret_cast<KeyIterator*>(object); }

int ClearIterator(PyObject* self) {
  delete std::exchange(AsIterator(self).cursor, nullptr);
  PyObject* const view = std::exchange(AsIterator(self).view, nullptr);
  if (view != nullptr) internal::Decref(view);
  return 0;
}

void DeallocateIterator(PyObject* self) {
  PyTypeObject* const type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  ClearIterator(self);
  type->tp_free(self);
  Py_DECREF(type);
}

int TraverseIterator(PyObject* self, visitproc visit, void* arg) {
  const auto forbidden = ForbidAttaching::during_traverse();
  Py_VISIT(Py_TYPE(self));
  Py_VISIT(AsIterator(self).view);
  return 0;
}

PyObject* Next(PyObject* self) {
  if (AsIterator(self).view == nullptr) return nullptr;
  const Held view(Py_NewRef(AsIterator(self).view));
  PyObject* const key = AsIterator(self).cursor->Next(AsView(view.get()));
  if (key == nullptr && PyErr_Occurred() == nullptr) ClearIterator(self);
  return key;
}

PyType_Slot slots[] = {
    {Py_tp_dealloc, reinterpret_cast<void*>(&DeallocateIterator)},
    {Py_tp_traverse, reinterpret_cast<void*>(&TraverseIterator)},
    {Py_tp_clear, reinterpret_cast<void*>(&ClearIterator)},
    {Py_tp_iter, reinterpret_cast<void*>(&PyObject_SelfIter)},
    {Py_tp_iternext, Slot<&Next>()},
    {0, nullptr},
};

PyType_Spec spec = {"ferrule.KeyIterator", sizeof(KeyIterator), 0,
                    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION |
                        Py_TPFLAGS_IMMUTABLETYPE,
                    slots};

constinit PyOnce<Py<Type>> once;

}  // namespace

PyObject* RaiseResized() {
  PyErr_SetString(PyExc_RuntimeError, "container changed size during iteration");
  return nullptr;
}

PyObject* RaiseChangedKeys() {
  PyErr_SetString(PyExc_RuntimeError, "container keys changed during iteration");
  return nullptr;
}

PyObject* NewKeyIterator(PyObject* view, const KeysTable& table) {
  PyTypeObject* const type = Require(once, spec, "Iterator");
  const Held self(internal::OrPark(type->tp_alloc, type, Py_ssize_t{0}));
  if (self.get() == nullptr) return nullptr;
  const Access access(AsView(view));
  if (!access) return nullptr;
  AsIterator(self.get()).cursor = table.iterate(access.container());
  AsIterator(self.get()).view = Py_NewRef(view);
  return Py_NewRef(self.get());
}

}  // namespace views
}  // namespace abi_1
}  // namespace ferrule
