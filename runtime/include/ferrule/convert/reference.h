// References: instances that have no C++ object of their own. They refer to one that is part of
// another, or that C++ owns, and keep what keeps it alive.
//
// The `pointer` of such an instance is null, so that whoever can do without the difference takes
// the same way as before `__init__`, and asks FindObject. That looks whether the object is there
// still: the instance that it is part of may have been lent for a call.
#ifndef FERRULE_CONVERT_REFERENCE_H_
#define FERRULE_CONVERT_REFERENCE_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "ferrule/abi.h"
#include "ferrule/convert/classes.h"
#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {

// What keeps an object alive. An Absence that only references have, and the Python object.
struct Owner {
  abi::Absence kind = abi::Absence::kNotMade;
  PyObject* object = nullptr;  // borrowed
};

struct Reference {
  void* object = nullptr;  // null: it is no reference
  abi::Absence kind = abi::Absence::kNotMade;
  PyObject* owner = nullptr;  // borrowed
};

// What stands behind the head of an instance with inline storage that has no object of its own: why
// so, and what keeps the object that it refers to, whose address leaves these bits free.
inline constexpr std::uintptr_t kAbsenceMask = 7;
inline std::uintptr_t& WordBehindHead(PyObject* instance) {
  return *reinterpret_cast<std::uintptr_t*>(reinterpret_cast<std::byte*>(instance) +
                                            sizeof(abi::InstanceHead));
}

inline void*& ReferentOf(PyObject* instance, std::size_t offset) {
  return *reinterpret_cast<void**>(reinterpret_cast<std::byte*>(instance) + offset);
}

inline bool IsReference(abi::Absence absence) { return absence >= abi::Absence::kPart; }

// What `instance`, without an object of its own, refers to.
inline Reference ReferenceOf(PyObject* instance, abi::Storage storage,
                             std::size_t referent_offset) {
  if (storage != abi::Storage::kInline) {
    const auto* const head = reinterpret_cast<const abi::OwningHead*>(instance);
    if (!IsReference(head->absence)) return {};
    return {head->shared_pointer[1], head->absence,
            static_cast<PyObject*>(head->shared_pointer[0])};
  }
  if (referent_offset == 0) return {};
  void* const object = ReferentOf(instance, referent_offset);
  if (object == nullptr) return {};
  const std::uintptr_t word = WordBehindHead(instance);
  return {object, static_cast<abi::Absence>(word & kAbsenceMask),
          reinterpret_cast<PyObject*>(word & ~kAbsenceMask)};
}
inline Reference ReferenceOf(PyObject* instance, const abi::TypeRecord& record) {
  return ReferenceOf(instance, record.storage, record.referent_offset);
}

// Of an owner that keeps several, or what one of them points to (convert/keepers.h).
bool AreThere(PyObject* keepers);
// What of those is to be locked and counted for such an object: the owner of the pointer. Nothing
// where there are several, or the object is nobody else's any more.
Owner OwnerBehind(PyObject* keepers);
// The counter of the calls in progress of an object that was handed over to them; else null.
std::int32_t* CallsOfHandedOver(PyObject* keepers);

// Whether the object is there still.
inline bool IsThere(const Reference& reference) {
  switch (reference.kind) {
    case abi::Absence::kKept:
      return true;
    case abi::Absence::kKeptByAll:
      return AreThere(reference.owner);
    default:
      return reinterpret_cast<const abi::InstanceHead*>(reference.owner)->pointer != nullptr;
  }
}

// What keeps the object of `instance`, which has one: the instance, or what keeps it of that.
inline Owner OwnerOf(PyObject* instance, const abi::TypeRecord& record) {
  if (reinterpret_cast<abi::InstanceHead*>(instance)->pointer != nullptr) [[likely]] {
    const bool is_inline = record.storage == abi::Storage::kInline;
    return {is_inline ? abi::Absence::kPart : abi::Absence::kPartOfOwned, instance};
  }
  const Reference reference = ReferenceOf(instance, record);
  return {reference.kind, reference.owner};
}

inline void CountReferences(const Owner& owner, int difference) {
  if (owner.kind != abi::Absence::kPartOfOwned) return;
  auto* const head = reinterpret_cast<abi::OwningHead*>(owner.object);
  std::atomic_ref(head->references).fetch_add(difference, std::memory_order_relaxed);
}

// Makes `instance`, newly allocated, refer to `object`, which `owner` keeps alive.
inline void SetReference(PyObject* instance, const abi::TypeRecord& record, void* object,
                         const Owner& owner) {
  Py_INCREF(owner.object);
  CountReferences(owner, 1);
  if (record.storage != abi::Storage::kInline) {
    auto* const head = reinterpret_cast<abi::OwningHead*>(instance);
    head->shared_pointer[0] = owner.object;
    head->shared_pointer[1] = object;
    head->absence = owner.kind;
  } else {
    WordBehindHead(instance) =
        reinterpret_cast<std::uintptr_t>(owner.object) | static_cast<std::uintptr_t>(owner.kind);
    ReferentOf(instance, record.referent_offset) = object;
  }
  if (PyObject_IS_GC(instance)) PyObject_GC_Track(instance);
}

// Lets what `instance` refers to go, if it does: for its tp_dealloc.
void DropReference(PyObject* instance, abi::Storage storage, std::size_t referent_offset);

// The instance that has the object which `instance` refers to; `instance` itself where it is no
// reference. Borrowed. Of any Python object.
PyObject* RootOf(PyObject* instance);
// The same of what keeps an object.
PyObject* RootOf(Owner owner);

// The counter of the calls in progress of what the object is part of, where that has one; else
// null.
std::int32_t* CallsOfOwner(PyObject* instance, const abi::TypeRecord& record);

// A new instance that refers to `object`, of exactly the type T. Null with an error set.
template <class T>
PyObject* ReferTo(T& object, const Owner& owner) {
  PyObject* const instance = AllocateInstance<T>();
  if (instance != nullptr) [[likely]]
    SetReference(instance, RecordOf<T>(), std::addressof(object), owner);
  return instance;
}

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_REFERENCE_H_
