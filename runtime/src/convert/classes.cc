#include "ferrule/convert/classes.h"

#include <cstddef>
#include <cstdint>
#include <new>

#include "ferrule/convert/keepers.h"
#include "ferrule/convert/reference.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {

namespace {

// The object goes with its instance.
[[noreturn]] void ThrowNoMemory() {
  PyErr_Clear();
  throw std::bad_alloc();
}

}  // namespace

void Own(PyObject* instance, void* object, const abi::TypeRecord& record) {
  auto* const head = reinterpret_cast<abi::OwningHead*>(instance);
  if (record.storage == abi::Storage::kShared) record.share(head->shared_pointer, object);
  head->record = &record;
  abi::StorePointer(head->base, object);
  if (record.storage == abi::Storage::kShared && !abi::AddInstance(object, record, instance))
    ThrowNoMemory();
}

PyObject* NoteShared(PyObject* instance) {
  const auto* const head = reinterpret_cast<const abi::OwningHead*>(instance);
  PyObject* other = nullptr;
  if (!abi::AddInstance(head->base.pointer, *head->record, instance, &other)) ThrowNoMemory();
  return other;
}

void* ObjectAs(PyObject* instance, const abi::TypeRecord& record) {
  const auto* const head = reinterpret_cast<const abi::OwningHead*>(instance);
  void* object = abi::LoadPointer(head->base);
  if (object == nullptr) object = FindObject(instance, record);
  if (object == nullptr || head->record == &record) return object;
  const abi::Ancestor* const base = abi::FindAncestor(*head->record, record.name);
  if (base != nullptr) return base->up(object);
  // Only a class that Python derives from several can have come so far.
  const Held name(PyType_GetQualName(Py_TYPE(instance)));
  if (name.get() != nullptr) {
    PyErr_Format(PyExc_TypeError, "the C++ object of this %U is a %s, and no %s", name.get(),
                 head->record->name, record.name);
  }
  return nullptr;
}

void* InstanceSlow(PyObject* object, PyTypeObject* type, const abi::TypeRecord& record) {
  if (type == nullptr) return nullptr;  // ClassOf has set the error
  if (!PyObject_TypeCheck(object, type)) {
    RaiseExpected(type, object);
    return nullptr;
  }
  if (record.storage != abi::Storage::kInline) return ObjectAs(object, record);
  void* const pointer = abi::LoadPointer(*reinterpret_cast<abi::InstanceHead*>(object));
  return pointer != nullptr ? pointer : FindObject(object, record);
}

namespace {

abi::Absence AbsenceOf(PyObject* instance, const abi::TypeRecord& record) {
  if (record.storage != abi::Storage::kInline) {
    return reinterpret_cast<abi::OwningHead*>(instance)->absence;
  }
  return static_cast<abi::Absence>(WordBehindHead(instance) & kAbsenceMask);
}

}  // namespace

void NoteNotMade(PyObject* instance, const abi::TypeRecord& record) {
  if (record.storage == abi::Storage::kInline) WordBehindHead(instance) = 0;
}

void BeginLoan(PyObject* instance, void* object, const abi::TypeRecord& record) {
  reinterpret_cast<abi::InstanceHead*>(instance)->pointer = object;
  if (record.storage == abi::Storage::kInline) return;
  reinterpret_cast<abi::OwningHead*>(instance)->absence = abi::Absence::kLent;
}

void EndLoan(PyObject* instance, const abi::TypeRecord& record) {
  reinterpret_cast<abi::InstanceHead*>(instance)->pointer = nullptr;
  if (record.storage != abi::Storage::kInline) return;  // an OwningHead knows it already
  WordBehindHead(instance) = static_cast<std::uintptr_t>(abi::Absence::kLent);
}

void* FindObject(PyObject* object, const abi::TypeRecord& record) {
  const Reference reference = ReferenceOf(object, record);
  if (reference.object == nullptr) return RaiseNoObject(object, record);
  if (IsThere(reference)) return reference.object;
  const Held name(PyType_GetQualName(Py_TYPE(object)));
  if (name.get() != nullptr && IsPointee(reference.owner)) {
    PyErr_Format(PyExc_RuntimeError,
                 "this %U is gone, or elsewhere: C++ has put another in the place of it, or none",
                 name.get());
    return nullptr;
  }
  const Held owner(PyType_GetQualName(Py_TYPE(reference.owner)));
  if (name.get() == nullptr || owner.get() == nullptr) return nullptr;
  PyErr_Format(PyExc_RuntimeError, "this %U is part of a %U, whose C++ object is gone", name.get(),
               owner.get());
  return nullptr;
}

void* RaiseNoObject(PyObject* object, const abi::TypeRecord& record) {
  const Held name(PyType_GetQualName(Py_TYPE(object)));
  if (name.get() == nullptr) return nullptr;
  switch (AbsenceOf(object, record)) {
    case abi::Absence::kNotMade:
      break;
    case abi::Absence::kBeingGiven:
      PyErr_Format(PyExc_RuntimeError, "this %U is being given away to C++", name.get());
      break;
    case abi::Absence::kGiven:
      PyErr_Format(PyExc_RuntimeError, "this %U was given away to C++", name.get());
      break;
    case abi::Absence::kLent:
      PyErr_Format(
          PyExc_RuntimeError,
          "this %U was C++'s, and there for a call that has ended: copy what is to be kept",
          name.get());
      break;
    case abi::Absence::kPart:
    case abi::Absence::kPartOfOwned:
    case abi::Absence::kKept:
    case abi::Absence::kKeptByAll:
      break;  // bytes of an object that is being made
  }
  if (PyErr_Occurred() == nullptr) {
    PyErr_Format(PyExc_TypeError, "%U.__init__() has not been called", name.get());
  }
  return nullptr;
}

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule
