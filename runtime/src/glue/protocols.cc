#include "ferrule/glue/protocols.h"

#include "ferrule/abi.h"
#include "ferrule/convert/converter.h"
#include "ferrule/convert/reference.h"
#include "ferrule/glue/module.h"
#include "ferrule/park.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {
namespace {

using convert::Held;

const char* TypeName(PyObject* object) { return Py_TYPE(object)->tp_name; }

// The name without that of the module.
const char* ShortTypeName(PyObject* object) {
  const char* const name = TypeName(object);
  const char* short_name = name;
  for (const char* c = name; *c != '\0'; ++c) {
    if (*c == '.') short_name = c + 1;
  }
  return short_name;
}

bool RaiseBadKey(PyObject* self, PyObject* key, const char* kinds) {
  PyErr_Format(PyExc_TypeError, "%s indices must be %s, not %.200s", ShortTypeName(self), kinds,
               TypeName(key));
  return false;
}

// An index as the number of an item. One that is too small stays below zero.
bool TakeIndex(PyObject* self, PyObject* key, lenfunc length, Py_ssize_t& at) {
  at = PyNumber_AsSsize_t(key, PyExc_IndexError);
  if (at >= 0) return true;
  if (at == -1 && PyErr_Occurred() != nullptr) return false;
  const Py_ssize_t count = length(self);
  if (count < 0) return false;
  at += count;
  return true;
}

PyObject* Slice(PyObject* self, PyObject* slice, lenfunc length, ssizeargfunc item) {
  Py_ssize_t start = 0;
  Py_ssize_t stop = 0;
  Py_ssize_t step = 0;
  if (PySlice_Unpack(slice, &start, &stop, &step) < 0) return nullptr;
  const Py_ssize_t size = length(self);
  if (size < 0) return nullptr;
  const Py_ssize_t count = PySlice_AdjustIndices(size, &start, &stop, step);
  const Held list(PyList_New(0));
  if (list.get() == nullptr) return nullptr;
  for (Py_ssize_t i = 0; i < count; ++i) {
    const Held each(item(self, start + i * step));
    if (each.get() == nullptr || PyList_Append(list.get(), each.get()) < 0) return nullptr;
  }
  return Py_NewRef(list.get());
}

}  // namespace

PyObject* InvertedSlow(PyObject* truth) {
  if (truth == nullptr) return nullptr;
  const Held held(truth);
  const int is_true = PyObject_IsTrue(truth);
  return is_true < 0 ? nullptr : PyBool_FromLong(is_true == 0);
}

Failure BadOperand(const char* method, const char* expected, PyObject* object) {
  PyErr_Format(PyExc_TypeError, "%s() expected %s, got '%.200s'", method, expected,
               TypeName(object));
  return {};
}

Py_hash_t HashOfIdentity(PyObject* self) { return PyBaseObject_Type.tp_hash(self); }

Failure BadLength(bool is_negative) {
  if (is_negative) {
    PyErr_SetString(PyExc_ValueError, "__len__() should return >= 0");
  } else {
    PyErr_SetString(PyExc_OverflowError, "cannot fit 'int' into an index-sized integer");
  }
  return {};
}

Failure IndexOutOfRange(PyObject* self) {
  PyErr_Format(PyExc_IndexError, "%s index out of range", ShortTypeName(self));
  return {};
}

PyObject* ItemOrSliceSlow(PyObject* self, PyObject* key, lenfunc length, ssizeargfunc item) {
  if (PySlice_Check(key)) return Slice(self, key, length, item);
  if (!PyIndex_Check(key)) {
    RaiseBadKey(self, key, "integers or slices");
    return nullptr;
  }
  Py_ssize_t at = 0;
  return TakeIndex(self, key, length, at) ? item(self, at) : nullptr;
}

int AssignItemSlow(PyObject* self, PyObject* key, PyObject* value, lenfunc length, Assign assign) {
  if (PySlice_Check(key)) {
    PyErr_Format(PyExc_TypeError, "'%.200s' object does not support slice assignment",
                 TypeName(self));
    return -1;
  }
  if (!PyIndex_Check(key)) {
    RaiseBadKey(self, key, "integers");
    return -1;
  }
  Py_ssize_t at = 0;
  return TakeIndex(self, key, length, at) ? assign(self, at, value) : -1;
}

void RaiseKeyError(PyObject* key) {
  if (PyErr_ExceptionMatches(PyExc_IndexError) == 0) return;
  PyObject* const index_error = compat::TakeRaisedException();
  const Held error(PyObject_CallOneArg(PyExc_KeyError, key));
  if (error.get() == nullptr) {
    internal::Decref(index_error);
    return;
  }
  PyException_SetContext(error.get(), index_error);  // steals it
  PyErr_SetObject(PyExc_KeyError, error.get());
}

Failure CannotDeleteItem(PyObject* self) {
  PyErr_Format(PyExc_TypeError, "'%.200s' object doesn't support item deletion", TypeName(self));
  return {};
}

Failure CannotAssignItem(PyObject* self) {
  PyErr_Format(PyExc_TypeError, "'%.200s' object does not support item assignment", TypeName(self));
  return {};
}

PyObject* GetAttribute(PyObject* self, PyObject* name, binaryfunc fallback) {
  PyObject* const found = PyObject_GenericGetAttr(self, name);
  if (found != nullptr || PyErr_ExceptionMatches(PyExc_AttributeError) == 0) return found;
  PyObject* const error = compat::TakeRaisedException();
  PyObject* const made = fallback(self, name);
  if (made == nullptr && PyErr_Occurred() == nullptr) {
    compat::SetRaisedException(error);
  } else {
    internal::Decref(error);
  }
  return made;
}

Failure NoSpecialMethod(PyObject* self, const char* name) {
  PyErr_Format(PyExc_AttributeError, "'%.200s' object has no attribute '%s'", TypeName(self), name);
  return {};
}

int GetBuffer(PyObject* exporter, Py_buffer* view, int flags) {
  view->obj = nullptr;
  if (exporter == nullptr) return -1;
  const Held held(exporter);
  return PyObject_GetBuffer(exporter, view, flags);
}

namespace {

// Whether there is a C++ object to show, be it that of another that `self` refers to.
bool HasObject(PyObject* self) {
  if (reinterpret_cast<abi::InstanceHead*>(self)->pointer != nullptr) return true;
  const abi::TypeRecord* const record = abi::FindRecord(Py_TYPE(self));
  if (record == nullptr) {
    PyErr_Clear();
    return false;
  }
  const convert::Reference reference = convert::ReferenceOf(self, *record);
  return reference.object != nullptr && convert::IsThere(reference);
}

// The fields between the parentheses. Null with an error set.
PyObject* JoinFields(PyObject* self, const ShownField* fields, std::size_t count) {
  const Held pieces(PyList_New(0));
  const Held comma(PyUnicode_FromString(", "));
  if (pieces.get() == nullptr || comma.get() == nullptr) return nullptr;
  for (std::size_t i = 0; i < count; ++i) {
    const Held value(fields[i].get(self, nullptr));
    if (value.get() == nullptr) return nullptr;
    const Held piece(PyUnicode_FromFormat("%s=%R", fields[i].name, value.get()));
    if (piece.get() == nullptr || PyList_Append(pieces.get(), piece.get()) < 0) return nullptr;
  }
  return PyUnicode_Join(comma.get(), pieces.get());
}

}  // namespace

PyObject* ShowFields(PyObject* self, const ShownField* fields, std::size_t count) {
  if (!HasObject(self)) return PyBaseObject_Type.tp_repr(self);
  const Held name(PyType_GetQualName(Py_TYPE(self)));
  if (name.get() == nullptr) return nullptr;
  // An object that holds itself, by way of others.
  const int is_inside = Py_ReprEnter(self);
  if (is_inside != 0) return is_inside < 0 ? nullptr : PyUnicode_FromFormat("%U(...)", name.get());
  const Held joined(JoinFields(self, fields, count));
  Py_ReprLeave(self);
  return joined.get() == nullptr ? nullptr
                                 : PyUnicode_FromFormat("%U(%U)", name.get(), joined.get());
}

bool AddMatchArgs(PyTypeObject* type, const char* const* names, std::size_t count) {
  const Held tuple(PyTuple_New(static_cast<Py_ssize_t>(count)));
  if (tuple.get() == nullptr) return false;
  for (std::size_t i = 0; i < count; ++i) {
    PyObject* const name = PyUnicode_InternFromString(names[i]);
    if (name == nullptr) return false;
    PyTuple_SET_ITEM(tuple.get(), static_cast<Py_ssize_t>(i), name);
  }
  return AddValue(reinterpret_cast<PyObject*>(type), "__match_args__", Py_NewRef(tuple.get()));
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule
