// The life of an instance of a bound class: made, initialised, visited by the garbage collector,
// freed.
#ifndef FERRULE_GLUE_INSTANCE_H_
#define FERRULE_GLUE_INSTANCE_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "ferrule/abi.h"
#include "ferrule/attach.h"
#include "ferrule/convert/classes.h"
#include "ferrule/glue/raise.h"
#include "ferrule/python_compat.h"
#include "ferrule/ref.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

// The C++ object of `self`, which a method descriptor has checked to be an instance of T's type.
// Null with TypeError set when there is none: __init__ has not been called, or the object was given
// away.
template <class T>
T* Self(PyObject* self) {
  void* const pointer = reinterpret_cast<abi::InstanceHead*>(self)->pointer;
  if (pointer == nullptr) [[unlikely]]
    return static_cast<T*>(convert::RaiseNoObject(self));
  return static_cast<T*>(pointer);
}

// What a method that returns its own class by reference gives to Python: `self`, when that is what
// it returned. Another object is nobody's to keep alive: RuntimeError, which names what to write
// instead.
PyObject* ReturnSelf(PyObject* self, const void* target, const void* result, const char* method);

// A new instance of exactly T's type, its C++ object still to be made. Null with MemoryError set.
// For types that take no part in garbage collection the memory is not cleared first.
inline PyObject* AllocatePlain(PyTypeObject* type) {
  PyObject* const self = PyObject_New(PyObject, type);
  if (self == nullptr) [[unlikely]]
    return nullptr;
  reinterpret_cast<abi::InstanceHead*>(self)->pointer = nullptr;
  return self;
}

// The same for types that do. The garbage collector is told of the instance when it has its C++
// object: nobody can find it half made.
inline PyObject* AllocateCollected(PyTypeObject* type) {
  PyObject* const self = type->tp_alloc(type, 0);
  if (self != nullptr) [[likely]]
    PyObject_GC_UnTrack(self);
  return self;
}

// Where the C++ object of an instance of exactly T's layout stands, or will.
template <class T>
void* StorageOf(PyObject* self) {
  return reinterpret_cast<Instance<T>*>(self)->storage;
}

// From here on `self` has its C++ object.
template <class T>
void SetConstructed(PyObject* self) {
  reinterpret_cast<abi::InstanceHead*>(self)->pointer = StorageOf<T>(self);
}

// The body of __init__, and of the vectorcall of the type: makes the C++ object of `self`, which
// has none, from the arguments of a vectorcall. False with an error set.
using Construct = bool (*)(PyObject* self, PyObject* const* values, Py_ssize_t nargs,
                           PyObject* kwnames);

// tp_init: unpacks the arguments for `construct`. A second __init__ is a RuntimeError.
int Initialize(PyObject* self, PyObject* args, PyObject* kwargs, Construct construct);

// tp_new of a class that Python may not subclass: there an instance has its C++ object from the
// start. `self` is newly allocated and given up if it cannot be constructed; null passes an error
// on.
PyObject* NewConstructed(PyObject* self, PyObject* args, PyObject* kwargs, Construct construct);

// Puts the current error aside while code runs that may set and clear errors of its own. What such
// code leaves behind goes to the unraisable hook.
class SavedError {
 public:
  SavedError() : error_(PyErr_Occurred() == nullptr ? nullptr : compat::TakeRaisedException()) {}
  ~SavedError() {
    if (PyErr_Occurred() != nullptr) [[unlikely]]
      PyErr_WriteUnraisable(nullptr);
    if (error_ != nullptr) compat::SetRaisedException(error_);
  }
  SavedError(const SavedError&) = delete;
  SavedError& operator=(const SavedError&) = delete;

 private:
  PyObject* error_;
};

// tp_dealloc. A destructor that runs Python code leaves a pending error alone.
template <class T>
void DestroyObject(PyObject* self) {
  auto* const head = reinterpret_cast<abi::InstanceHead*>(self);
  if constexpr (!std::is_trivially_destructible_v<T>) {
    if (head->pointer != nullptr) {
      const SavedError saved;
      T* const object = static_cast<T*>(std::exchange(head->pointer, nullptr));
      if constexpr (std::is_nothrow_destructible_v<T>) {
        std::destroy_at(object);
      } else {
        try {
          std::destroy_at(object);
        } catch (const std::exception& error) {
          Raise(error);  // which SavedError hands to the unraisable hook
        } catch (...) {
          RaiseUnknown();
        }
      }
    }
  }
}

template <class T>
void Deallocate(PyObject* self) {
  PyTypeObject* const type = Py_TYPE(self);
  DestroyObject<T>(self);
  type->tp_free(self);
  Py_DECREF(type);
}

// The same for a class that takes part in garbage collection. A long chain of instances that own
// each other is freed without recursing as deep as it is long.
template <class T>
void DeallocateCollected(PyObject* self) {
  PyTypeObject* const type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  Py_TRASHCAN_BEGIN(self, DeallocateCollected<T>);
  DestroyObject<T>(self);
  type->tp_free(self);
  Py_DECREF(type);
  Py_TRASHCAN_END;
}

// A call that may change an object which holds references, be it the one it is called on or an
// argument: while it lasts, the garbage collector does not look into the object, which another
// thread may be changing. Null is no object.
template <class T>
class Busy {
 public:
  explicit Busy(T* object) : instance_(object == nullptr ? nullptr : InstanceOf(object)) {
    if (instance_ != nullptr) instance_->changing.fetch_add(1, std::memory_order_relaxed);
  }
  ~Busy() {
    if (instance_ != nullptr) instance_->changing.fetch_sub(1, std::memory_order_relaxed);
  }
  Busy(const Busy&) = delete;
  Busy& operator=(const Busy&) = delete;

 private:
  // The object stands in its instance.
  static CollectedInstance<T>* InstanceOf(T* object) {
    auto* const storage = reinterpret_cast<std::byte*>(object);
    return reinterpret_cast<CollectedInstance<T>*>(storage - offsetof(Instance<T>, storage));
  }

  CollectedInstance<T>* instance_;
};

template <class T>
bool IsBusy(PyObject* self) {
  return reinterpret_cast<CollectedInstance<T>*>(self)->changing.load(std::memory_order_relaxed) !=
         0;
}

// The C++ object of `self`, or null. Sets no error: for what the garbage collector runs.
template <class T>
T* ObjectOf(PyObject* self) {
  return static_cast<T*>(reinterpret_cast<abi::InstanceHead*>(self)->pointer);
}

// The references that a T owns. Generated code defines it for bound classes that own some.
//   Visit   tp_traverse: each counted reference, exactly once
//   Clear   tp_clear: none is left; those of a container are moved out before the first of them is
//   dropped, since that
//           may run any code
template <class T>
struct References;

template <class T>
struct References<Py<T>> {
  static int Visit(const Py<T>& reference, visitproc visit, void* arg) {
    Py_VISIT(reference.as_ptr());
    return 0;
  }
  static void Clear(Py<T>& reference) {
    [[maybe_unused]] const Py<T> dropped = std::move(reference);
  }
};

template <class T, std::size_t kSize>
struct References<T[kSize]> {
  static int Visit(const T (&elements)[kSize], visitproc visit, void* arg) {
    for (const T& element : elements) {
      if (const int result = References<T>::Visit(element, visit, arg); result != 0) return result;
    }
    return 0;
  }
  static void Clear(T (&elements)[kSize]) {
    for (T& element : elements) References<T>::Clear(element);
  }
};

template <class T>
struct References<std::optional<T>> {
  static int Visit(const std::optional<T>& optional, visitproc visit, void* arg) {
    return optional.has_value() ? References<T>::Visit(*optional, visit, arg) : 0;
  }
  static void Clear(std::optional<T>& optional) {
    if (optional.has_value()) References<T>::Clear(*optional);
  }
};

template <class T>
struct References<std::vector<T>> {
  static int Visit(const std::vector<T>& elements, visitproc visit, void* arg) {
    for (const T& element : elements) {
      if (const int result = References<T>::Visit(element, visit, arg); result != 0) return result;
    }
    return 0;
  }
  static void Clear(std::vector<T>& elements) {
    std::vector<T> dropped;
    dropped.swap(elements);
  }
};

// An object as its base, be it a private one: only the old form of a cast may do that.
template <class Base, class T>
Base& AsBase(T& object) {
  return (Base&)object;
}

// The same for a data member.
template <class T>
int Visit(const T& member, visitproc visit, void* arg) {
  return References<T>::Visit(member, visit, arg);
}
template <class T>
void Clear(T& member) {
  References<T>::Clear(member);
}

// The record that tells other extensions of T. `kIsCopyable` is the generator's word: a class with
// a vector of what cannot be copied says that it can be.
template <class T, bool kIsCopyable>
constexpr abi::TypeRecord MakeTypeRecord(const char* name, const char* owner_module,
                                         std::uint64_t layout_hash) {
  abi::TypeRecord record = {};
  record.struct_size = sizeof(abi::TypeRecord);
  record.name = name;
  record.owner_module = owner_module;
  record.size = sizeof(T);
  record.alignment = alignof(T);
  record.layout_hash = layout_hash;
  record.storage = abi::Storage::kInline;
  if constexpr (kIsCopyable) {
    record.copy = [](void* to, const void* from) { ::new (to) T(*static_cast<const T*>(from)); };
  }
  if constexpr (std::is_move_constructible_v<T>) {
    record.move = [](void* to, void* from) { ::new (to) T(std::move(*static_cast<T*>(from))); };
  }
  record.destroy = [](void* object) { std::destroy_at(static_cast<T*>(object)); };
  return record;
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_GLUE_INSTANCE_H_
