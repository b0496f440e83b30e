// Results that refer or point to objects of bound classes: what `returns = ...` says becomes of
// them.
#ifndef FERRULE_GLUE_RETURNED_H_
#define FERRULE_GLUE_RETURNED_H_

#include <memory>
#include <type_traits>

#include "ferrule/abi.h"
#include "ferrule/convert/classes.h"
#include "ferrule/convert/pointers.h"
#include "ferrule/convert/python_half.h"
#include "ferrule/convert/reference.h"
#include "ferrule/glue/raise.h"
#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {

// An instance of the most derived class that is bound, which refers to `object`. What has its
// Python half already is that. Null with an error set.
template <class T>
PyObject* ReferToMostDerived(T* object, const Owner& owner) {
  if (const PythonHalf* const half = PythonHalfOf(object)) return Py_NewRef(half->self());
  const DerivedClass derived = DerivedClassOf(object);
  if (derived.type == nullptr || derived.record->referent_offset == 0)
    return ReferTo(*object, owner);
  PyObject* const instance = derived.record->allocate(derived.type);
  if (instance != nullptr)
    SetReference(instance, *derived.record, derived.ancestor->down(object), owner);
  return instance;
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

 private:
  PyObject* object_;
};

template <class C>
KeptByInstance<C> KeptBy(PyObject* instance, const C* object) {
  return {instance, object};
}
inline KeptByObject KeptBy(PyObject* object) { return KeptByObject(object); }

// What keeps the objects of all of them. Null with an error set.
template <class... Keepers>
PyObject* KeepAll(const Keepers&... keepers) {
  return PyTuple_Pack(sizeof...(keepers), keepers.object()...);
}

// `returns = reference`: an instance that refers to the result. Null is None; the object of one of
// the keepers is that instance. Null with an error set.
template <class T, class... Keepers>
PyObject* ReturnReference(T* result, const Keepers&... keepers) {
  auto* const object = const_cast<std::remove_const_t<T>*>(result);
  if (object == nullptr) return None();
  PyObject* same = nullptr;
  ((same = same != nullptr ? same : keepers.InstanceOf(object)), ...);
  if (same != nullptr) return Py_NewRef(same);
  if constexpr (sizeof...(Keepers) == 1) {
    return convert::ReferToMostDerived(object, keepers.owner()...);
  } else {
    const convert::Held kept(KeepAll(keepers...));
    if (kept.get() == nullptr) return nullptr;
    return convert::ReferToMostDerived(object, {abi::Absence::kKept, kept.get()});
  }
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
