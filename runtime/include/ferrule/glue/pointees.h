// Fields that point to objects of bound classes: what Python gets of one refers to the object.
//
// C++ may put another object in the place of it at any time: a reference looks whether the pointer
// points to its object still, each time that it is used. When Python assigns, what was there before
// lives on for as long as Python refers to it.
#ifndef FERRULE_GLUE_POINTEES_H_
#define FERRULE_GLUE_POINTEES_H_

#include <memory>
#include <type_traits>
#ifdef __cpp_rtti
#include <typeinfo>
#endif
#include <utility>

#include "ferrule/convert/keepers.h"
#include "ferrule/convert/pointers.h"
#include "ferrule/convert/python_half.h"
#include "ferrule/glue/returned.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {

template <class T>
const void* TypeInfoOf([[maybe_unused]] const T& object) {
#ifdef __cpp_rtti
  if constexpr (std::is_polymorphic_v<T>) return &typeid(object);
#endif
  return nullptr;
}

// Pointer is a T* or a std::unique_ptr<T>.
template <class Pointer>
Pointee PointeeOf(const Pointer& pointer) {
  using T = std::remove_reference_t<decltype(*pointer)>;
  auto* const object = const_cast<std::remove_const_t<T>*>(std::to_address(pointer));
  const auto is_same = [](const Pointee& pointee) {
    const auto& place = *static_cast<const Pointer*>(pointee.place);
    return place != nullptr && std::to_address(place) == pointee.object &&
           TypeInfoOf(*place) == pointee.type;
  };
  using Object = std::remove_const_t<T>;
  Pointee pointee = {&pointer, object, TypeInfoOf(*pointer), is_same, nullptr};
  if constexpr (requires(visitproc visit) {
                  glue::References<Object>::Visit(*object, visit, nullptr);
                }) {
    pointee.visit = [](const void* visited, visitproc visit, void* arg) {
      return glue::References<Object>::Visit(*static_cast<const Object*>(visited), visit, arg);
    };
  }
  return pointee;
}

}  // namespace convert

namespace glue {

// What a pointer in the object of `self` points to; null is None. Null with an error set.
template <class Owner, class Pointer>
PyObject* ReferToPointee(PyObject* self, const Pointer& pointer) {
  if (pointer == nullptr) return None();
  const convert::Pointee pointee = convert::PointeeOf(pointer);
  const convert::Held keeper(convert::KeeperOf(pointee, convert::OwnerOf(self, RecordOf<Owner>())));
  if (keeper.get() == nullptr) return nullptr;
  using T = std::remove_const_t<std::remove_reference_t<decltype(*pointer)>>;
  return convert::ReferToMostDerived(static_cast<T*>(pointee.object),
                                     {abi::Absence::kKeptByAll, keeper.get()});
}

// Puts an object that was given away in the place of what a field owns. That is Python's, if Python
// refers to it.
template <class T>
void AssignOwned(std::unique_ptr<T>& pointer, std::unique_ptr<T> value) {
  using Object = std::remove_const_t<T>;
  std::unique_ptr<T> old;
  if (pointer != nullptr) {
    const convert::Pointee pointee = convert::PointeeOf(pointer);
    old = std::exchange(pointer, std::move(value));
    auto* const object = static_cast<Object*>(pointee.object);
    if (convert::PythonHalfOf(object) != nullptr) {
      (void)old.release();
      const convert::Held instance(convert::GiveToPython(std::unique_ptr<Object>(object)));
    } else if (convert::HandOver(pointee, [](void* gone) {
                 std::default_delete<Object>()(static_cast<Object*>(gone));
               })) {
      (void)old.release();
    }
  } else {
    pointer = std::move(value);
  }
}

// What a pointer that Python can assign points to: what it was given is kept by what kept it then.
// `slot` is the setter.
template <class Owner, class T>
PyObject* ReferToKept(PyObject* self, T* const& pointer, const void* slot) {
  using Object = std::remove_const_t<T>;
  if (pointer == nullptr) return None();
  auto* const object = const_cast<Object*>(pointer);
  const convert::Owner kept = convert::KeptUnder(self, slot, object);
  if (kept.object == nullptr) return ReferToPointee<Owner>(self, pointer);
  return convert::ReferToKept(object, kept);
}

// Keeps what such a pointer is assigned. False with an error set.
template <class T>
bool KeepPointee(PyObject* self, PyObject* value, T* object, const void* slot) {
  if (object == nullptr) return true;
  return convert::KeepFor(self, convert::OwnerOf(value, RecordOf<std::remove_const_t<T>>()), slot,
                          object);
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_GLUE_POINTEES_H_
