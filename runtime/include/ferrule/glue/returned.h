// Results that refer or point to objects of bound classes: what `returns = ...` says becomes of
// them.
#ifndef FERRULE_GLUE_RETURNED_H_
#define FERRULE_GLUE_RETURNED_H_

#include <memory>
#include <type_traits>

#include "ferrule/abi.h"
#include "ferrule/convert/classes.h"
#include "ferrule/convert/keepers.h"
#include "ferrule/convert/pointers.h"
#include "ferrule/convert/python_half.h"
#include "ferrule/convert/reference.h"
#include "ferrule/glue.h"
#include "ferrule/glue/instance.h"
#include "ferrule/glue/raise.h"
#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {

// An instance of the most derived class that is bound, which refers to `object`. What has its
// Python half already is that. Null with an error set.
template <class T>
PyObject* ReferToMostDerived(T* object, const Owner& owner) {
  if (const PythonHalf* const half = PythonHalfOf(object)) {
    if (PyObject* const self = half->TakeSelf()) return self;
  }
  const DerivedClass derived = DerivedClassOf(object);
  if (derived.type == nullptr || derived.record->referent_offset == 0)
    return ReferTo(*object, owner);
  PyObject* const instance = derived.record->allocate(derived.type);
  if (instance != nullptr)
    SetReference(instance, *derived.record, derived.ancestor->down(object), owner);
  return instance;
}

// An instance that refers to `object`, which `owner` keeps: the instance of it, if that is the
// owner. Null with an error set.
template <class T>
PyObject* ReferToKept(T* object, const Owner& owner) {
  if (IsInstanceWith(owner, object, ClassOf<T>(), RecordOf<T>())) return Py_NewRef(owner.object);
  return ReferToMostDerived(object, owner);
}

}  // namespace convert

namespace glue {

// What keeps the object of a result alive: an instance, which may be the very object.
template <class C>
class KeptByInstance {
 public:
  KeptByInstance(PyObject* instance, const C* object) : instance_(instance), object_(object) {}

  PyObject* object() const { return instance_; }
  convert::Owner owner() const {
    if (object_ == nullptr) return {abi::Absence::kKept, instance_};  // None
    return convert::OwnerOf(instance_, RecordOf<C>());
  }
  template <class T>
  PyObject* InstanceOf(const T* result) const {
    if constexpr (std::is_same_v<T, C>) return result == object_ ? instance_ : nullptr;
    return nullptr;
  }
  const void* seen() const { return object_; }
  // Who keeps `result`, if it is what the instance was given once, and not part of its object.
  convert::Owner Gave(const void* result) const { return convert::WhoKeeps(instance_, result); }

 private:
  PyObject* instance_;
  const C* object_;
};

// Or any other Python object, whose memory C++ was shown.
class KeptByObject {
 public:
  explicit KeptByObject(PyObject* object) : object_(object) {}

  PyObject* object() const { return object_; }
  convert::Owner owner() const { return {abi::Absence::kKept, object_}; }
  template <class T>
  PyObject* InstanceOf(const T*) const {
    return nullptr;
  }
  const void* seen() const { return nullptr; }
  convert::Owner Gave(const void*) const { return {}; }

 private:
  PyObject* object_;
};

template <class C>
KeptByInstance<C> KeptBy(PyObject* instance, const C* object) {
  return {instance, object};
}
inline KeptByObject KeptBy(PyObject* object) { return KeptByObject(object); }

// What keeps the object of a result: one of them, or all.
class KeptByAll {
 public:
  template <class Keeper>
  explicit KeptByAll(const Keeper& keeper) : owner_(keeper.owner()), several_(nullptr) {}
  template <class... Keepers>
  explicit KeptByAll(const Keepers&... keepers)
      : several_(convert::NewKeepers({keepers.owner()...})) {
    owner_ = {abi::Absence::kKeptByAll, several_.get()};
  }

  // False with an error set.
  explicit operator bool() const { return owner_.object != nullptr; }
  const convert::Owner& owner() const { return owner_; }

 private:
  convert::Owner owner_;
  convert::Held several_;
};

// `keep_alive = self`: `self` keeps what a call is given, until it goes itself. `slot` tells apart
// what replaces what it was given before; null where nothing does. False with an error set.
template <class Keeper>
bool Keep(PyObject* self, const Keeper& keeper, const void* slot) {
  return convert::KeepFor(self, keeper.owner(), slot, keeper.seen());
}

// tp_clear: an object that refers to what its instance keeps goes before that.
template <class T, Storage kStorage, class Overrider = void>
void ClearKept(PyObject* self) {
  if (!convert::KeepsArguments(self)) return;
  auto* const head = reinterpret_cast<abi::InstanceHead*>(self);
  if (head->pointer != nullptr) DestroyObject<T, kStorage, Overrider>(self);
  head->pointer = nullptr;  // also where there was nothing to destroy
  PyObject* const kept = convert::TakeKept(self);
  if (kept != nullptr) internal::Decref(kept);
}

// `returns = reference`: an instance that refers to the result. Null is None; the object of one of
// the keepers is that instance, and so is what one of them was given to keep. Null with an error
// set.
template <class T, class... Keepers>
PyObject* ReturnReference(T* result, const Keepers&... keepers) {
  auto* const object = const_cast<std::remove_const_t<T>*>(result);
  if (object == nullptr) return None();
  PyObject* same = nullptr;
  ((same = same != nullptr ? same : keepers.InstanceOf(object)), ...);
  if (same != nullptr) return Py_NewRef(same);
  convert::Owner given;
  ((given = given.object != nullptr ? given : keepers.Gave(object)), ...);
  if (given.object != nullptr) return convert::ReferToKept(object, given);
  const KeptByAll kept(keepers...);
  return kept ? convert::ReferToMostDerived(object, kept.owner()) : nullptr;
}

// `returns = owned`: `new` has made it, and a new instance owns it.
template <class T>
PyObject* ReturnOwned(T* result) {
  return ToPython(std::unique_ptr<T>(result));
}

// `returns = copy`: null is None.
template <class T>
PyObject* ReturnCopy(const T* result) {
  return result == nullptr ? None() : ToPython(*result);
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_GLUE_RETURNED_H_
