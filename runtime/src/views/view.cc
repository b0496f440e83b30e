#include "runtime/src/views/view.h"

#include <utility>

#include "ferrule/attach.h"
#include "ferrule/glue/iterators.h"
#include "ferrule/imported.h"
#include "ferrule/module.h"
#include "ferrule/park.h"

namespace ferrule {
inline namespace abi_1 {
namespace views {

using convert::Held;

Access::Access(const View& view) : container_(nullptr), locked_(nullptr) {
  if (view.owner.object == nullptr) {
    PyErr_SetString(PyExc_RuntimeError, "what this view shows is gone: it is garbage itself");
    return;
  }
  locked_ = convert::RootOf(view.owner);
  section_.Begin(locked_);
  if (convert::IsThere({view.container, view.owner.kind, view.owner.object})) {
    container_ = view.container;
    return;
  }
  const Held name(PyType_GetQualName(Py_TYPE(view.owner.object)));
  if (name.get() == nullptr) return;
  PyErr_Format(PyExc_RuntimeError, "this view shows a part of a %U, whose C++ object is gone",
               name.get());
}

void NoteChange(const View& view) { glue::MakeStale(convert::RootOf(view.owner)); }

bool RaiseIndex() {
  PyErr_SetString(PyExc_IndexError, "list assignment index out of range");
  return false;
}

bool RaiseFixedSize() {
  PyErr_SetString(PyExc_TypeError, "this view shows an array, whose size is fixed in C++");
  return false;
}

bool RaiseUnassigned() {
  PyErr_SetString(PyExc_TypeError, "the items of this view cannot be assigned in C++");
  return false;
}

bool RaiseStride(Py_ssize_t given, Py_ssize_t wanted) {
  PyErr_Format(PyExc_ValueError,
               "attempt to assign sequence of size %zd to extended slice of size %zd", given,
               wanted);
  return false;
}

PyTypeObject* Require(PyOnce<Py<Type>>& once, PyType_Spec& spec, const char* abstract) {
  const Python py = Python::assume_attached();
  const Py<Type>& type = once.get_or_init(py, [&]() -> Py<Type> {
    const Bound<Type> made =
        Bound<Type>::from_owned_ptr(py, internal::OrPark(PyType_FromSpec, &spec));
    py.import("collections.abc").attr(abstract).call_method("register", made);
    return made.unbind();
  });
  return reinterpret_cast<PyTypeObject*>(type.as_ptr());
}

bool IsOf(const PyOnce<Py<Type>>& once, PyObject* object) {
  const Py<Type>* const type = once.get(Python::assume_attached());
  return type != nullptr && Py_IS_TYPE(object, reinterpret_cast<PyTypeObject*>(type->as_ptr()));
}

PyObject* NewView(PyTypeObject* type, void* container, const convert::Owner& owner) {
  PyObject* const self = internal::OrPark(type->tp_alloc, type, Py_ssize_t{0});
  if (self == nullptr) return nullptr;
  View& view = AsView(self);
  view.container = container;
  view.owner = {owner.kind, Py_NewRef(owner.object)};
  convert::CountReferences(owner, 1);
  return self;
}

int Clear(PyObject* self) {
  View& view = AsView(self);
  if (view.owner.object == nullptr) return 0;
  convert::CountReferences(view.owner, -1);
  view.container = nullptr;
  internal::Decref(std::exchange(view.owner.object, nullptr));
  return 0;
}

void Deallocate(PyObject* self) {
  PyTypeObject* const type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  Clear(self);
  type->tp_free(self);
  Py_DECREF(type);
}

int Traverse(PyObject* self, visitproc visit, void* arg) {
  const auto forbidden = ForbidAttaching::during_traverse();
  Py_VISIT(Py_TYPE(self));
  Py_VISIT(AsView(self).owner.object);
  return 0;
}

Py_ssize_t SizeOf(const View& view, Py_ssize_t (*size)(void* container)) {
  const Access access(view);
  return access ? size(access.container()) : -1;
}

PyObject* ReprAs(PyObject* self, PyObject* (*copy)(PyObject* self)) {
  const int entered = Py_ReprEnter(self);
  if (entered != 0) return entered > 0 ? PyUnicode_FromString("...") : nullptr;
  const Held contents(copy(self));
  PyObject* const text =
      contents.get() != nullptr ? internal::OrPark(PyObject_Repr, contents.get()) : nullptr;
  Py_ReprLeave(self);
  return text;
}

PyObject* ReduceTo(PyTypeObject* type, PyObject* contents) {
  if (contents == nullptr) return nullptr;
  return Py_BuildValue("(O(N))", type, contents);
}

}  // namespace views
}  // namespace abi_1
}  // namespace ferrule
