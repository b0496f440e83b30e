// What the types of views share.
#ifndef FERRULE_SRC_VIEWS_VIEW_H_
#define FERRULE_SRC_VIEWS_VIEW_H_

#include <exception>

#include "ferrule/glue/raise.h"
#include "ferrule/glue/views.h"
#include "ferrule/once.h"
#include "ferrule/ref.h"
#include "ferrule/types.h"

namespace ferrule {
inline namespace abi_1 {
namespace views {

// `kFunction` as CPython calls it: what it throws is set as a Python error.
template <auto kFunction>
struct Guarded;
template <class R, class... A, R (*kFunction)(A...)>
struct Guarded<kFunction> {
  static R Call(A... arguments) try {
    return kFunction(arguments...);
  } catch (const std::exception& error) {
    return glue::Raise(error);
  } catch (...) {
    return glue::RaiseUnknown();
  }
};
template <auto kFunction>
inline constexpr auto kGuarded = &Guarded<kFunction>::Call;

template <auto kFunction>
void* Slot() {
  return reinterpret_cast<void*>(kGuarded<kFunction>);
}

// The same for methods with several arguments: METH_FASTCALL, METH_VARARGS | METH_KEYWORDS.
template <auto kFunction>
PyCFunction Method() {
  return reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(kGuarded<kFunction>));
}

inline View& AsView(PyObject* object) { return *reinterpret_cast<View*>(object); }

// A type of views, made when it is first asked for, and registered with the abstract class of
// collections.abc: once in each interpreter. Throws: PyErr.
PyTypeObject* Require(PyOnce<Py<Type>>& once, PyType_Spec& spec, const char* abstract);

// Whether `object` is a view of that type.
bool IsOf(const PyOnce<Py<Type>>& once, PyObject* object);

// A new one. Throws: PyErr.
PyObject* NewView(PyTypeObject* type, void* container, const convert::Owner& owner);

// tp_dealloc, tp_traverse and tp_clear of all of them.
void Deallocate(PyObject* self);
int Traverse(PyObject* self, visitproc visit, void* arg);
int Clear(PyObject* self);

// The number of items; -1 with an error set.
Py_ssize_t SizeOf(const View& view, Py_ssize_t (*size)(void* container));

// Checks that a function of a table is there: it is not where the container is const. False with
// TypeError set.
template <class F>
bool MayChange(F* function) {
  if (function != nullptr) return true;
  PyErr_SetString(PyExc_TypeError, "this view is read-only: what it shows is const in C++");
  return false;
}

// How `self` looks: as `copy` makes it. A new reference; null with an error set.
PyObject* ReprAs(PyObject* self, PyObject* (*copy)(PyObject* self));

// What copy and pickle make of `self`: `type`, called with `contents`, which is taken over. Null
// with an error set, and for null.
PyObject* ReduceTo(PyTypeObject* type, PyObject* contents);

// An iterator over the keys of `view`. `table` is that of the view.
PyObject* NewKeyIterator(PyObject* view, const KeysTable& table);

}  // namespace views
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_SRC_VIEWS_VIEW_H_
