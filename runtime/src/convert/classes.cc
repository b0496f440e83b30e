#include "ferrule/convert/classes.h"

#include <cstddef>
#include <new>

namespace ferrule {
inline namespace abi_1 {
namespace convert {

void Own(PyObject* instance, void* object, const abi::TypeRecord& record) {
  auto* const head = reinterpret_cast<abi::OwningHead*>(instance);
  if (record.storage == abi::Storage::kShared) record.share(head->shared_pointer, object);
  head->record = &record;
  head->base.pointer = object;
  if (record.storage == abi::Storage::kShared) NoteShared(instance);
}

void NoteShared(PyObject* instance) {
  const auto* const head = reinterpret_cast<const abi::OwningHead*>(instance);
  if (abi::AddInstance(head->base.pointer, *head->record, instance)) return;
  PyErr_Clear();
  throw std::bad_alloc();  // the object goes with its instance
}

void* ObjectAs(PyObject* instance, const abi::TypeRecord& record) {
  const auto* const head = reinterpret_cast<const abi::OwningHead*>(instance);
  if (head->record == &record) return head->base.pointer;
  const abi::Ancestor* const base = abi::FindAncestor(*head->record, record.name);
  if (base != nullptr) return base->up(head->base.pointer);
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
  void* const pointer = reinterpret_cast<abi::InstanceHead*>(object)->pointer;
  if (pointer == nullptr) return RaiseNoObject(object, record);
  return record.storage == abi::Storage::kInline ? pointer : ObjectAs(object, record);
}

namespace {

// Where an instance with inline storage would have its C++ object. As long as it has none, the
// first byte says why: tp_alloc leaves a zero there, for kNotMade.
std::byte& PlaceOf(PyObject* instance, const abi::TypeRecord& record) {
  const std::size_t offset =
      (sizeof(abi::InstanceHead) + record.alignment - 1) / record.alignment * record.alignment;
  return reinterpret_cast<std::byte*>(instance)[offset];
}

abi::Absence AbsenceOf(PyObject* instance, const abi::TypeRecord& record) {
  if (record.storage != abi::Storage::kInline) {
    return reinterpret_cast<abi::OwningHead*>(instance)->absence;
  }
  return static_cast<abi::Absence>(PlaceOf(instance, record));
}

}  // namespace

void NoteNotMade(PyObject* instance, const abi::TypeRecord& record) {
  if (record.storage == abi::Storage::kInline) PlaceOf(instance, record) = std::byte{0};
}

void BeginLoan(PyObject* instance, void* object, const abi::TypeRecord& record) {
  reinterpret_cast<abi::InstanceHead*>(instance)->pointer = object;
  if (record.storage == abi::Storage::kInline) return;
  reinterpret_cast<abi::OwningHead*>(instance)->absence = abi::Absence::kLent;
}

void EndLoan(PyObject* instance, const abi::TypeRecord& record) {
  reinterpret_cast<abi::InstanceHead*>(instance)->pointer = nullptr;
  if (record.storage != abi::Storage::kInline) return;  // an OwningHead knows it already
  PlaceOf(instance, record) = static_cast<std::byte>(abi::Absence::kLent);
}

void* RaiseNoObject(PyObject* object, const abi::TypeRecord& record) {
  const Held name(PyType_GetQualName(Py_TYPE(object)));
  if (name.get() == nullptr) return nullptr;
  switch (AbsenceOf(object, record)) {
    case abi::Absence::kNotMade:
      PyErr_Format(PyExc_TypeError, "%U.__init__() has not been called", name.get());
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
  }
  return nullptr;
}

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule
