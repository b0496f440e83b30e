#include "ferrule/convert/pointers.h"

#include <atomic>

namespace ferrule {
inline namespace abi_1 {
namespace convert {
namespace {

abi::OwningHead* HeadOf(PyObject* instance) { return reinterpret_cast<abi::OwningHead*>(instance); }

// Sets `KIND: ` and the text, in which %U is the name of the type.
bool RaiseAbout(PyObject* kind, const char* text, PyTypeObject* type) {
  const Held name(PyType_GetQualName(type));
  if (name.get() != nullptr) PyErr_Format(kind, text, name.get());
  return false;
}

}  // namespace

void* TakeObject(PyObject* object, PyTypeObject* type, const abi::TypeRecord& record) {
  void* const pointer = InstanceSlow(object, type, record);
  if (pointer == nullptr) return nullptr;
  if (record.storage != abi::Storage::kHeap) {
    RaiseAbout(PyExc_TypeError, "%U cannot be given away: its storage is not heap", type);
    return nullptr;
  }
  if (!Py_IS_TYPE(object, type)) {
    const Held base(PyType_GetQualName(type));
    const Held derived(PyType_GetQualName(Py_TYPE(object)));
    if (base.get() == nullptr || derived.get() == nullptr) return nullptr;
    PyErr_Format(PyExc_TypeError,
                 "cannot give '%U' away to C++: it is derived from %U in Python, and what Python "
                 "added would be lost",
                 derived.get(), base.get());
    return nullptr;
  }
  abi::OwningHead* const head = HeadOf(object);
  if (std::atomic_ref(head->calls).load(std::memory_order_relaxed) != 0) {
    RaiseAbout(PyExc_RuntimeError, "cannot give %U away to C++ while a call uses it", type);
    return nullptr;
  }
  head->base.pointer = nullptr;
  head->absence = abi::Absence::kBeingGiven;
  return pointer;
}

void GiveBack(PyObject* instance, void* object) {
  abi::OwningHead* const head = HeadOf(instance);
  head->base.pointer = object;
  head->absence = abi::Absence::kNotMade;
}

void SettleGift(PyObject* instance) { HeadOf(instance)->absence = abi::Absence::kGiven; }

bool CheckOwning(PyTypeObject* type, const abi::TypeRecord& record) {
  if (type == nullptr) return false;  // ClassOf has set the error
  if (record.storage != abi::Storage::kInline) return true;
  return RaiseAbout(PyExc_TypeError, "%U cannot own an object of C++: its storage is inline", type);
}

void* SharedPointerOf(PyObject* object, PyTypeObject* type, const abi::TypeRecord& record) {
  if (InstanceSlow(object, type, record) == nullptr || !CheckSharing(type, record)) return nullptr;
  return HeadOf(object)->shared_pointer;
}

bool CheckSharing(PyTypeObject* type, const abi::TypeRecord& record) {
  if (type == nullptr) return false;  // ClassOf has set the error
  if (record.storage == abi::Storage::kShared) return true;
  return RaiseAbout(PyExc_TypeError, "%U cannot be shared with C++: its storage is not shared",
                    type);
}

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule
