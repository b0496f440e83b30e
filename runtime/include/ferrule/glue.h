// The part of the runtime that only generated code may call.
//
// Everything in namespace ferrule::glue serves the glue that ferrule's generator writes and changes
// together with it. All of it requires an attached thread, which glue is entered with. Functions
// that can fail return false, null or -1 with a Python error set; C++ exceptions come only from the
// code that is bound.
#ifndef FERRULE_GLUE_H_
#define FERRULE_GLUE_H_

#include <type_traits>
#include <utility>

#include "ferrule/abi.h"
#include "ferrule/convert.h"
#include "ferrule/convert/classes.h"
#include "ferrule/convert/handles.h"
#include "ferrule/ferrule.h"
#include "ferrule/glue/arity.h"
#include "ferrule/glue/bind.h"
#include "ferrule/glue/exceptions.h"
#include "ferrule/glue/failure.h"
#include "ferrule/glue/instance.h"
#include "ferrule/glue/module.h"
#include "ferrule/glue/overloads.h"
#include "ferrule/glue/pickling.h"
#include "ferrule/glue/protocols.h"
#include "ferrule/glue/raise.h"
#include "ferrule/glue/references.h"
#include "ferrule/glue/rest.h"
#include "ferrule/glue/state.h"

// Raised whenever generated code would no longer fit the runtime: glue asserts the version it was
// generated for.
#define FERRULE_GLUE_VERSION 1

namespace ferrule {
inline namespace abi_1 {
namespace glue {

// The result of a C++ function as a new reference; null with an error set.
template <class T>
PyObject* ToPython(T&& value) {
  return Converter<std::remove_cvref_t<T>>::ToPython(std::forward<T>(value));
}

// The same for what an attribute has: containers become immutable.
template <class T>
PyObject* ToSnapshot(const T& value) {
  return convert::ToSnapshot<T>(value);
}

// The same for a function with several results: a tuple of them, in this order.
template <class... T>
PyObject* ToTuple(T&&... values) {
  const convert::Held tuple(PyTuple_New(sizeof...(T)));
  if (tuple.get() == nullptr) return nullptr;
  Py_ssize_t index = 0;
  const auto add = [&](PyObject* item) {
    if (item != nullptr) PyTuple_SET_ITEM(tuple.get(), index++, item);
    return item != nullptr;
  };
  return (add(ToPython(std::forward<T>(values))) && ...) ? Py_NewRef(tuple.get()) : nullptr;
}

// Converter<T>::FromPython for what would have to be converted to nothing else first.
template <class T>
bool TakeExactly(PyObject* object, typename Converter<T>::Carrier& out) {
  if (Converter<T>::Fits(object) != Fit::kExact) {
    return convert::RaiseExpected(Converter<T>::Name(), object);
  }
  return Converter<T>::FromPython(object, out);
}

// As the T of a converter: a T that is taken in this way.
template <class T>
struct Exactly;

// True. What makes it useful is that it compiles only if the argument is declared as `Pointer` has
// it.
template <class Pointer>
consteval bool IsDeclared(Pointer) {
  return true;
}

inline PyObject* None() { return Py_NewRef(Py_None); }

}  // namespace glue

template <class T>
struct Converter<glue::Exactly<T>> : Converter<T> {
  static bool FromPython(PyObject* object, typename Converter<T>::Carrier& out) {
    return glue::TakeExactly<T>(object, out);
  }
  static Fit Fits(PyObject* object) {
    return Converter<T>::Fits(object) == Fit::kExact ? Fit::kExact : Fit::kNone;
  }
};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_GLUE_H_
