#include "ferrule/glue/override.h"

#include <exception>

#include "ferrule/error.h"
#include "ferrule/glue/raise.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

bool CheckDerived(PyObject* self, PyTypeObject* type, const char* reason) {
  if (type == nullptr) return false;  // ClassOf has set the error
  if (Py_TYPE(self) != type) return true;
  const convert::Held name(PyType_GetQualName(type));
  if (name.get() == nullptr) return false;
  PyErr_Format(PyExc_TypeError, "Can't instantiate %U%s", name.get(), reason);
  return false;
}

bool CheckNotDerived(PyObject* self, PyTypeObject* type) {
  if (type == nullptr) return false;  // ClassOf has set the error
  if (Py_TYPE(self) == type) return true;
  const convert::Held base(PyType_GetQualName(type));
  const convert::Held derived(PyType_GetQualName(Py_TYPE(self)));
  if (base.get() == nullptr || derived.get() == nullptr) return false;
  PyErr_Format(PyExc_TypeError,
               "this call of %U.__init__() makes an object of C++'s own, which cannot be a %U",
               base.get(), derived.get());
  return false;
}

Failure RaiseAbstract(const char* method) {
  PyErr_Format(PyExc_NotImplementedError, "%s is abstract: a derived class must override it",
               method);
  return Failure();
}

void ThrowAbstract(const char* method) {
  const AttachGuard attached;  // throws where there is no interpreter any more
  RaiseAbstract(method);
  internal::ThrowError();
}

void ReportAbstract(const char* method) noexcept {
  const AttachResult attached = try_attach();
  if (!attached) return;
  RaiseAbstract(method);
  PyErr_WriteUnraisable(nullptr);
}

PyObject* FindOverride(PyObject* self, PyTypeObject* type, const Interned& name) noexcept {
  if (type == nullptr) {
    PyErr_Clear();
    return nullptr;
  }
  try {
    PyObject* const text = name.get(Python::assume_attached()).as_ptr();
    PyObject* const found = compat::FindOnType(Py_TYPE(self), text);
    PyObject* const own = compat::FindOnType(type, text);
    const bool is_overridden = found != own;
    if (own != nullptr) internal::Decref(own);
    if (is_overridden) return found;
    if (found != nullptr) internal::Decref(found);
    return nullptr;
  } catch (const std::exception&) {
    return nullptr;  // no memory for the name, or nobody to ask any more
  }
}

PyObject* CallOverride(PyObject* method, PyObject* const* values, std::size_t nargsf) {
  if ((Py_TYPE(method)->tp_flags & Py_TPFLAGS_METHOD_DESCRIPTOR) != 0) [[likely]] {
    return internal::OrPark(PyObject_Vectorcall, method, values, nargsf, nullptr);
  }
  const descrgetfunc get = Py_TYPE(method)->tp_descr_get;
  PyObject* const self = values[0];
  const convert::Held bound(
      get == nullptr
          ? Py_NewRef(method)
          : internal::OrPark(get, method, self, reinterpret_cast<PyObject*>(Py_TYPE(self))));
  if (bound.get() == nullptr) return nullptr;
  const auto nargs = static_cast<std::size_t>(PyVectorcall_NARGS(nargsf)) - 1;
  return internal::OrPark(PyObject_Vectorcall, bound.get(), values + 1,
                          nargs | PY_VECTORCALL_ARGUMENTS_OFFSET, nullptr);
}

PyObject* GetOverride(PyObject* self, PyObject* name) {
  return internal::OrPark(PyObject_GetAttr, self, name);
}

void ReportOverride(PyObject* method) noexcept {
  try {
    throw;
  } catch (const std::exception& error) {
    Raise(error);
  } catch (...) {
    RaiseUnknown();
  }
  PyErr_WriteUnraisable(method);
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule
