// Conversions of references: Bound, Borrowed, Py and SharedPy, with a check of the type they name.
#ifndef FERRULE_CONVERT_HANDLES_H_
#define FERRULE_CONVERT_HANDLES_H_

#include <string>
#include <type_traits>
#include <utility>

#include "ferrule/attach.h"
#include "ferrule/convert/converter.h"
#include "ferrule/ref.h"
#include "ferrule/shared_py.h"
#include "ferrule/types.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {

// What an empty reference becomes in Python: nothing. Sets SystemError, returns null.
[[gnu::cold]] PyObject* RaiseEmptyReference();

// A new reference to what `handle` refers to.
template <class Handle>
PyObject* NewReference(const Handle& handle) {
  PyObject* const object = handle.as_ptr();
  return object != nullptr ? Py_NewRef(object) : RaiseEmptyReference();
}

// The reference that `handle` owns, handed over.
template <class Handle>
PyObject* HandOver(Handle&& handle) {
  PyObject* const object = handle.into_ptr();
  return object != nullptr ? object : RaiseEmptyReference();
}

// The name of what a handle to a T refers to.
template <class T>
std::string HandleName() {
  if constexpr (internal::kIsTag<T>) {
    return T::kName;
  } else {
    return ClassName(ClassOf<T>());
  }
}

}  // namespace convert

// An argument is borrowed while it is converted, whatever handle is made of it.
template <class T>
struct Converter<Borrowed<T>> {
  using Carrier = Borrowed<T>;
  static bool FromPython(PyObject* object, Borrowed<T>& out) {
    if (!internal::ExpectInstance<T>(object)) return false;
    out = Borrowed<T>::from_ptr(Python::assume_attached(), object);
    return true;
  }
  static Borrowed<T> Unwrap(Borrowed<T> carrier) { return carrier; }
  static Fit Fits(PyObject* object) {
    if constexpr (std::is_same_v<T, Object>) return Fit::kConverting;
    return internal::IsInstance<T>(object) ? Fit::kExact : Fit::kNone;
  }
  static constexpr bool kBorrows = true;
  static std::string Name() { return convert::HandleName<T>(); }
  static PyObject* ToPython(const Borrowed<T>& value) { return convert::NewReference(value); }
};

template <class T>
struct Converter<Bound<T>> : Converter<Borrowed<T>> {
  static constexpr bool kBorrows = false;
  static Bound<T> Unwrap(Borrowed<T> carrier) { return carrier.to_owned(); }
  static PyObject* ToPython(const Bound<T>& value) { return convert::NewReference(value); }
  static PyObject* ToPython(Bound<T>&& value) { return convert::HandOver(std::move(value)); }
};

template <class T>
struct Converter<Py<T>> : Converter<Borrowed<T>> {
  static constexpr bool kBorrows = false;
  static Py<T> Unwrap(Borrowed<T> carrier) { return carrier.unbind(); }
  static PyObject* ToPython(const Py<T>& value) { return convert::NewReference(value); }
  static PyObject* ToPython(Py<T>&& value) { return convert::HandOver(std::move(value)); }
};

template <class T>
struct Converter<SharedPy<T>> : Converter<Borrowed<T>> {
  static constexpr bool kBorrows = false;
  static SharedPy<T> Unwrap(Borrowed<T> carrier) { return SharedPy<T>(carrier.unbind()); }
  static PyObject* ToPython(const SharedPy<T>& value) { return convert::NewReference(value); }
};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_HANDLES_H_
