// What the special methods of a class need beside the wrappers of its methods: the functions that
// stand in the slots of its type are made of it.
#ifndef FERRULE_GLUE_PROTOCOLS_H_
#define FERRULE_GLUE_PROTOCOLS_H_

#include <cstddef>
#include <iterator>
#include <optional>
#include <utility>

#include "ferrule/convert/converter.h"
#include "ferrule/glue/failure.h"
#include "ferrule/python_compat.h"
#include "ferrule/types.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

// --- Operands ---

// Whether an operand is an object of the class T.
template <class T>
bool IsOf(PyObject* object) {
  return internal::IsInstance<T>(object);
}

// Leaves an operation to the other operand.
inline PyObject* NotImplemented() { return Py_NewRef(Py_NotImplemented); }

// The opposite of a truth, whose reference it takes; null passes an error on.
PyObject* InvertedSlow(PyObject* truth);
inline PyObject* Inverted(PyObject* truth) {
  if (truth != Py_True && truth != Py_False) [[unlikely]]
    return InvertedSlow(truth);
  PyObject* const inverse = truth == Py_True ? Py_False : Py_True;
  Py_DECREF(truth);
  return Py_NewRef(inverse);
}

// What no overload of a special method takes: TypeError.
[[gnu::cold]] Failure BadOperand(const char* method, const char* expected, PyObject* object);

// --- Numbers that CPython takes as such ---

// -1 stands for an error there.
template <class T>
Py_hash_t HashOf(T value) {
  const auto hash = static_cast<Py_hash_t>(value);
  return hash == -1 ? -2 : hash;
}

// The hash of what is equal to itself alone.
Py_hash_t HashOfIdentity(PyObject* self);

[[gnu::cold]] Failure BadLength(bool is_negative);
template <class T>
Py_ssize_t LengthOf(T value) {
  if (!std::in_range<Py_ssize_t>(value) || value < T{}) [[unlikely]]
    return BadLength(value < T{});
  return static_cast<Py_ssize_t>(value);
}

// The value of an optional; null without an error where there is none.
template <class T>
PyObject* ToPythonIfAny(T&& value) {
  using Value = typename std::remove_cvref_t<T>::value_type;
  if (!value.has_value()) return nullptr;
  return Converter<std::remove_cvref_t<Value>>::ToPython(*std::forward<T>(value));
}

// --- Items ---

template <class Size>
bool IsIndex(Py_ssize_t at, Size size) {
  return at >= 0 && std::cmp_less(at, size);
}

// IndexError.
[[gnu::cold]] Failure IndexOutOfRange(PyObject* self);

// Whether the key is for the part of a sequence.
inline bool IsIndexOrSlice(PyObject* key) { return PyIndex_Check(key) || PySlice_Check(key); }

using Assign = int (*)(PyObject* self, Py_ssize_t at, PyObject* value);

// The item at an index, which counts from the end where it is negative, or the list of the items
// of a slice.
PyObject* ItemOrSliceSlow(PyObject* self, PyObject* key, lenfunc length, ssizeargfunc item);
template <lenfunc kLength, ssizeargfunc kItem>
PyObject* ItemOrSlice(PyObject* self, PyObject* key) {
  if (PyLong_CheckExact(key) && compat::IsCompactInt(key)) [[likely]] {
    const Py_ssize_t at = compat::CompactIntValue(key);
    if (at >= 0) [[likely]]
      return kItem(self, at);
    const Py_ssize_t count = kLength(self);
    return count < 0 ? nullptr : kItem(self, at + count);
  }
  return ItemOrSliceSlow(self, key, kLength, kItem);
}

// The same for an item that is assigned. Slices are not.
int AssignItemSlow(PyObject* self, PyObject* key, PyObject* value, lenfunc length, Assign assign);
template <lenfunc kLength, Assign kAssign>
int AssignItem(PyObject* self, PyObject* key, PyObject* value) {
  if (PyLong_CheckExact(key) && compat::IsCompactInt(key)) [[likely]] {
    const Py_ssize_t at = compat::CompactIntValue(key);
    if (at >= 0) [[likely]]
      return kAssign(self, at, value);
  }
  return AssignItemSlow(self, key, value, kLength, kAssign);
}

// sq_item of a class that takes indexes as it takes other keys.
template <binaryfunc kSubscript>
PyObject* ItemAt(PyObject* self, Py_ssize_t at) {
  PyObject* const key = PyLong_FromSsize_t(at);
  if (key == nullptr) return nullptr;
  PyObject* const item = kSubscript(self, key);
  Py_DECREF(key);
  return item;
}

// What a class says to a key that is no index: its IndexError becomes a KeyError.
[[gnu::cold]] void RaiseKeyError(PyObject* key);
inline PyObject* OrKeyError(PyObject* item, PyObject* key) {
  if (item == nullptr) [[unlikely]]
    RaiseKeyError(key);
  return item;
}
inline int OrKeyError(int result, PyObject* key) {
  if (result < 0) [[unlikely]]
    RaiseKeyError(key);
  return result;
}

// TypeError.
[[gnu::cold]] Failure CannotDeleteItem(PyObject* self);
[[gnu::cold]] Failure CannotAssignItem(PyObject* self);

// --- Attributes ---

// An attribute as CPython finds it, or else what `fallback` makes of the name: null without an
// error, for no such attribute.
PyObject* GetAttribute(PyObject* self, PyObject* name, binaryfunc fallback);

// Leaves an attribute to CPython where `status`, which a special method returned, is 1.
inline int OrSetAttribute(int status, PyObject* self, PyObject* name, PyObject* value) {
  return status == 1 ? PyObject_GenericSetAttr(self, name, value) : status;
}

// What CPython leaves out, a descriptor gets as None.
inline PyObject* OrNone(PyObject* object) { return object == nullptr ? Py_None : object; }

// AttributeError: one slot serves for two methods, and this one is not there.
[[gnu::cold]] Failure NoSpecialMethod(PyObject* self, const char* name);

// The buffer of `exporter`, whose reference it takes; null passes an error on.
int GetBuffer(PyObject* exporter, Py_buffer* view, int flags);

// --- Repr ---

struct ShownField {
  const char* name;
  getter get;
};

// `Point(x=1, y=2)`. Of an object without its C++ object, what CPython makes of any.
PyObject* ShowFields(PyObject* self, const ShownField* fields, std::size_t count);

// Sets the attributes by which a pattern takes objects apart. False with an error set.
bool AddMatchArgs(PyTypeObject* type, const char* const* names, std::size_t count);

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_GLUE_PROTOCOLS_H_
