// Conversions of bound classes and enums, and the layout of their instances.
#ifndef FERRULE_CONVERT_CLASSES_H_
#define FERRULE_CONVERT_CLASSES_H_

#include <cstddef>
#include <cstdint>
#include <new>
#include <string>
#include <type_traits>
#include <utility>

#include "ferrule/abi.h"
#include "ferrule/convert/converter.h"
#include "ferrule/types.h"

namespace ferrule {
inline namespace abi_1 {

// What the glue of the module that binds T defines, for this and every other file of the extension.
//
// The Python type of a bound class or enum in the current interpreter, borrowed. Null with an error
// set when its module has not been imported here.
template <class T>
PyTypeObject* ClassOf();
// A new instance of it, still without its C++ object and not yet known to the garbage collector;
// null with an error set.
template <class T>
PyObject* AllocateInstance();
// What others may know of it, its storage above all.
template <class T>
const abi::TypeRecord& RecordOf();
// The enumerator behind a member of a bound enum, and back. False or null with an error set.
template <class E>
bool EnumFromPython(PyObject* object, E& out);
template <class E>
PyObject* EnumToPython(E value);
// Whether values without an enumerator are ints in Python.
template <class E>
inline constexpr bool kTakesNumbers = false;

// An instance of a bound class with inline storage.
template <class T>
struct Instance {
  abi::InstanceHead head;
  alignas(T) std::byte storage[sizeof(T)];
};

// The same for a class that takes part in garbage collection, or is borrow checked.
template <class T>
struct MarkedInstance {
  Instance<T> base;
  // Calls in progress that may change the object. Borrow checked: how it is borrowed.
  std::int32_t uses;
};

namespace convert {

// From here on `instance`, of a class with heap or shared storage, owns `object`, which `new` has
// made. Throws std::bad_alloc, after `object` has been deleted.
void Own(PyObject* instance, void* object, const abi::TypeRecord& record);

// Notes that the object of `instance` is shared with C++: what C++ hands out of it is `instance`,
// as long as that is there, and null is returned. Or there is another instance of it already: a new
// reference to that. Throws std::bad_alloc.
PyObject* NoteShared(PyObject* instance);

// The C++ object of `instance` as the class of `record`: the one it was made as, or a base of it.
// Heap or shared storage. Null with an error set when there is none: RuntimeError for what was
// given away, TypeError for what was never made, or is neither in an instance of a class that
// Python has derived from two.
void* ObjectAs(PyObject* instance, const abi::TypeRecord& record);

}  // namespace convert

// A new instance while its C++ object is made: given up again if that throws.
//
//   FreshInstance<Point> fresh;
//   if (!fresh) return nullptr;
//   ::new (fresh.storage()) Point(MakePoint());
//   return fresh.Finish();
//
// With heap or shared storage:
//
//   return fresh.Own(new Widget(MakeWidget()));
template <class T>
class FreshInstance {
 public:
  FreshInstance() : instance_(AllocateInstance<T>()) {}
  FreshInstance(const FreshInstance&) = delete;
  FreshInstance& operator=(const FreshInstance&) = delete;
  [[gnu::always_inline]] ~FreshInstance() {
    if (instance_ != nullptr) internal::Decref(instance_);
  }

  explicit operator bool() const { return instance_ != nullptr; }
  PyObject* get() const { return instance_; }
  void* storage() const { return reinterpret_cast<Instance<T>*>(instance_)->storage; }

  // From here on the instance has its C++ object. Returns the new reference.
  PyObject* Finish() {
    abi::StorePointer(*reinterpret_cast<abi::InstanceHead*>(instance_), storage());
    return Release();
  }

  // The same with the object that it owns from here on. Throws std::bad_alloc.
  PyObject* Own(T* object) {
    convert::Own(instance_, object, RecordOf<T>());
    return Release();
  }

  // Returns the new reference. Requires that the instance has its C++ object.
  PyObject* Release() {
    if (PyType_IS_GC(Py_TYPE(instance_))) PyObject_GC_Track(instance_);
    return std::exchange(instance_, nullptr);
  }

 private:
  PyObject* instance_;
};

namespace convert {

// The C++ object of an instance of `type` or of a subclass of it. Null with an error set when
// `object` is no such instance, or has no C++ object.
void* InstanceSlow(PyObject* object, PyTypeObject* type, const abi::TypeRecord& record);

// Notes that an instance whose construction has failed has no C++ object yet: it may have left
// anything where that would be.
void NoteNotMade(PyObject* instance, const abi::TypeRecord& record);

// Gives a new instance an object of C++'s for the time of a call.
void BeginLoan(PyObject* instance, void* object, const abi::TypeRecord& record);

// Takes the C++ object back from an instance that had it for the time of a call.
void EndLoan(PyObject* instance, const abi::TypeRecord& record);

// The C++ object of an instance without one of its own, which may refer to that of another. Null
// with an error set, as RaiseNoObject does.
void* FindObject(PyObject* object, const abi::TypeRecord& record);

// Sets `TypeError: Point.__init__() has not been called`, or RuntimeError where the C++ object was
// given away. Returns null.
[[gnu::cold]] void* RaiseNoObject(PyObject* object, const abi::TypeRecord& record);

template <class T>
bool BorrowInstance(PyObject* object, T*& out) {
  PyTypeObject* const type = ClassOf<T>();
  if (Py_IS_TYPE(object, type)) [[likely]] {
    out = static_cast<T*>(abi::LoadPointer(*reinterpret_cast<abi::InstanceHead*>(object)));
    if (out != nullptr) [[likely]]
      return true;
  }
  out = static_cast<T*>(InstanceSlow(object, type, RecordOf<T>()));
  return out != nullptr;
}

}  // namespace convert

// Bound classes. An argument is borrowed from its instance; what goes to Python is copied or moved
// into a new one.
template <class T>
struct Converter {
  static_assert(std::is_class_v<T>,
                "this type has no Python form: see the table of conversions in the guide");

  using Carrier = T*;
  static bool FromPython(PyObject* object, T*& out) { return convert::BorrowInstance(object, out); }
  static const T& Unwrap(const T* carrier) { return *carrier; }
  static Fit Fits(PyObject* object) {
    return internal::IsInstance<T>(object) ? Fit::kExact : Fit::kNone;
  }
  static constexpr bool kBorrows = false;  // a T made of the reference is a copy
  static std::string Name() { return convert::ClassName(ClassOf<T>()); }

  template <class U>
  static PyObject* ToPython(U&& value) {
    const compat::PausedCollection
        paused;  // `value` may belong to an object that Python code can change
    FreshInstance<T> fresh;
    if (!fresh) return nullptr;
    if constexpr (requires { new T(std::forward<U>(value)); }) {
      if (RecordOf<T>().storage != abi::Storage::kInline) {
        return fresh.Own(new T(std::forward<U>(value)));
      }
    }
    ::new (fresh.storage()) T(std::forward<U>(value));
    return fresh.Finish();
  }
};

// Pointers to them: None is the null pointer.
template <class T>
  requires std::is_class_v<T>
struct Converter<T*> {
  using Carrier = T*;
  static bool FromPython(PyObject* object, T*& out) {
    if (object == Py_None) {
      out = nullptr;
      return true;
    }
    return convert::BorrowInstance(object, out);
  }
  static T* Unwrap(T* carrier) { return carrier; }
  static Fit Fits(PyObject* object) {
    return object == Py_None ? Fit::kExact : Converter<T>::Fits(object);
  }
  static constexpr bool kBorrows = true;
  static std::string Name() { return Converter<T>::Name() + " | None"; }
};

template <class E>
  requires(std::is_enum_v<E> && !IsOutcome<E>)
struct Converter<E> {
  using Carrier = E;
  static bool FromPython(PyObject* object, E& out) { return EnumFromPython<E>(object, out); }
  static E Unwrap(E carrier) { return carrier; }
  static Fit Fits(PyObject* object) {
    const bool is_taken =
        internal::IsInstance<E>(object) || (kTakesNumbers<E> && PyLong_CheckExact(object));
    return is_taken ? Fit::kExact : Fit::kNone;
  }
  static constexpr bool kBorrows = false;
  static std::string Name() {
    return convert::ClassName(ClassOf<E>()) + (kTakesNumbers<E> ? " | int" : "");
  }
  static PyObject* ToPython(E value) { return EnumToPython<E>(value); }
};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_CLASSES_H_
