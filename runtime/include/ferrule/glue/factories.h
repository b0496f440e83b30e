// Objects that a static function has made, for instances that `__init__` constructs. For generated
// code alone.
#ifndef FERRULE_GLUE_FACTORIES_H_
#define FERRULE_GLUE_FACTORIES_H_

#include "ferrule/python_compat.h"
// (CPython's header comes first.)

#include <memory>
#include <new>
#include <utility>

#include "ferrule/convert/pointers.h"
#include "ferrule/glue/instance.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

// RuntimeError: a factory has returned no object, or one that is another instance's. Returns false.
[[gnu::cold]] bool RaiseNothingMade(const abi::TypeRecord& record);
[[gnu::cold]] bool RaiseMadeBefore(const abi::TypeRecord& record);

// From here on `self` owns what a factory has made. False with an error set. Throws std::bad_alloc.
template <class T>
bool OwnMade(PyObject* self, std::unique_ptr<T> object) {
  if (object == nullptr) return RaiseNothingMade(RecordOf<T>());
  if (convert::PythonHalfOf(object.get()) != nullptr) return RaiseMadeBefore(RecordOf<T>());
  Own<T>(self, object.release());
  return true;
}

// The same, where C++ may share it.
template <class T>
bool OwnMade(PyObject* self, std::shared_ptr<T> object) {
  if (object == nullptr) return RaiseNothingMade(RecordOf<T>());
  if (PyObject* const instance = abi::FindInstance(object.get(), RecordOf<T>())) {
    internal::Decref(instance);
    return RaiseMadeBefore(RecordOf<T>());
  }
  auto* const head = reinterpret_cast<abi::OwningHead*>(self);
  T* const pointer = object.get();
  ::new (static_cast<void*>(head->shared_pointer)) std::shared_ptr<T>(std::move(object));
  abi::StorePointer(head->base, pointer);
  PyObject* const other = convert::NoteShared(self);
  if (other == nullptr) return true;
  // Another thread has made an instance of it meanwhile.
  abi::StorePointer(head->base, nullptr);
  std::destroy_at(&SharedPointerOf<T>(self));
  internal::Decref(other);
  return RaiseMadeBefore(RecordOf<T>());
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_GLUE_FACTORIES_H_
