#include "ferrule/object.h"

#include <string>
#include <string_view>

#include "ferrule/call.h"
#include "ferrule/convert.h"
#include "ferrule/error.h"
#include "ferrule/interned.h"
#include "ferrule/ref.h"
#include "runtime/src/text.h"

namespace ferrule {
inline namespace abi_1 {

using internal::CheckStatus;
using internal::MakeText;
using internal::OrPark;
using internal::TakeUtf8;

namespace {

bool HasAttr(PyObject* object, PyObject* name) {
  PyObject* const value = OrPark(PyObject_GetAttr, object, name);
  if (value != nullptr) {
    internal::Decref(value);
    return true;
  }
  if (!PyErr_ExceptionMatches(PyExc_AttributeError)) internal::ThrowError();
  PyErr_Clear();
  return false;
}

}  // namespace

EmptyReference::EmptyReference()
    : std::logic_error(
          "an empty reference to a Python object was used: it was default-constructed, moved from, "
          "or cleared") {}

Bound<> Handle<Object>::attr(std::string_view name) const {
  PyObject* const object = self();
  return Bound<>::from_owned_ptr(py(), OrPark(PyObject_GetAttr, object, MakeText(name).as_ptr()));
}

bool Handle<Object>::hasattr(std::string_view name) const {
  PyObject* const object = self();
  return HasAttr(object, MakeText(name).as_ptr());
}

bool Handle<Object>::hasattr(const Interned& name) const {
  PyObject* const object = self();
  return HasAttr(object, name.get(py()).as_ptr());
}

void Handle<Object>::delattr(std::string_view name) const {
  internal::SetAttr(self(), name, nullptr);
}

void Handle<Object>::delattr(const Interned& name) const {
  internal::SetAttr(self(), name, nullptr);
}

std::size_t Handle<Object>::len() const {
  const Py_ssize_t length = OrPark(PyObject_Size, self());
  if (length < 0) internal::ThrowError();
  return static_cast<std::size_t>(length);
}

Bound<> Handle<Object>::call(Borrowed<Tuple> args) const { return call(args, Borrowed<Dict>()); }

Bound<> Handle<Object>::call(Borrowed<Tuple> args, Borrowed<Dict> kwargs) const {
  PyObject* const callable = self();
  if (!args) internal::ThrowEmpty();
  return Bound<>::from_owned_ptr(py(),
                                 OrPark(PyObject_Call, callable, args.as_ptr(), kwargs.as_ptr()));
}

Bound<Iterator> Handle<Object>::iter() const {
  return Bound<Iterator>::from_owned_ptr(py(), OrPark(PyObject_GetIter, self()));
}

ObjectIterator Handle<Object>::begin() const { return ObjectIterator(iter()); }

ObjectIterator& ObjectIterator::operator++() {
  PyObject* const item = OrPark(PyIter_Next, iterator_.as_ptr());
  if (item != nullptr) {
    item_ = Bound<>::from_owned_ptr(iterator_.py(), item);
  } else {
    item_ = Bound<>();
    if (PyErr_Occurred()) internal::ThrowError();
  }
  return *this;
}

bool Handle<Object>::is_truthy() const { return CheckStatus(OrPark(PyObject_IsTrue, self())) != 0; }

bool Handle<Object>::isinstance(const Handle& type) const {
  return CheckStatus(OrPark(PyObject_IsInstance, self(), type.self())) != 0;
}

bool Handle<Object>::issubclass(const Handle& type) const {
  return CheckStatus(OrPark(PyObject_IsSubclass, self(), type.self())) != 0;
}

Py_hash_t Handle<Object>::hash() const {
  const Py_hash_t hash = OrPark(PyObject_Hash, self());
  if (hash == -1) internal::ThrowError();
  return hash;
}

Bound<List> Handle<Object>::dir() const {
  return Bound<List>::from_owned_ptr(py(), OrPark(PyObject_Dir, self()));
}

Bound<Type> Handle<Object>::type() const {
  return Bound<Type>::from_owned_ptr(py(), PyObject_Type(self()));
}

std::string Handle<Object>::str() const { return TakeUtf8(OrPark(PyObject_Str, self())); }

std::string Handle<Object>::repr() const { return TakeUtf8(OrPark(PyObject_Repr, self())); }

std::string Handle<Object>::format(std::string_view specification) const {
  PyObject* const object = self();
  return TakeUtf8(OrPark(PyObject_Format, object, MakeText(specification).as_ptr()));
}

std::string_view Handle<Str>::view() const {
  Py_ssize_t size;
  const char* const text = PyUnicode_AsUTF8AndSize(self(), &size);
  if (text == nullptr) internal::ThrowError();
  return {text, static_cast<std::size_t>(size)};
}

std::string Handle<Type>::name() const { return attr("__name__").str(); }

std::string Handle<Type>::qualname() const { return attr("__qualname__").str(); }

std::string Handle<Type>::module() const { return attr("__module__").str(); }

Bound<> Handle<Iterator>::next() const {
  PyObject* const item = internal::OrPark(PyIter_Next, self());
  if (item != nullptr) return Bound<>::from_owned_ptr(py(), item);
  if (PyErr_Occurred() != nullptr) internal::ThrowError();
  return Bound<>();
}

namespace internal {

bool RaiseWrongType(PyObject* object, const char* expected) {
  return convert::RaiseExpected(expected, object);
}

bool RaiseWrongType(PyObject* object, PyTypeObject* expected) {
  return convert::RaiseExpected(expected, object);
}

void ThrowError() { throw PyErr::fetch(Python::assume_attached()); }

void ThrowEmpty() { throw EmptyReference(); }

void SetAttr(PyObject* object, std::string_view name, PyObject* value) {
  CheckStatus(OrPark(PyObject_SetAttr, object, MakeText(name).as_ptr(), value));
}

void SetAttr(PyObject* object, const Interned& name, PyObject* value) {
  PyObject* const text = name.get(Python::assume_attached()).as_ptr();
  CheckStatus(OrPark(PyObject_SetAttr, object, text, value));
}

PyObject* GetItem(PyObject* object, PyObject* key) { return OrPark(PyObject_GetItem, object, key); }

void SetItem(PyObject* object, PyObject* key, PyObject* value) {
  const auto set = PyDict_CheckExact(object) ? PyDict_SetItem : PyObject_SetItem;
  CheckStatus(OrPark(set, object, key, value));
}

void DelItem(PyObject* object, PyObject* key) {
  CheckStatus(OrPark(PyObject_DelItem, object, key));
}

bool Contains(PyObject* object, PyObject* value) {
  return CheckStatus(OrPark(PySequence_Contains, object, value)) != 0;
}

bool Equal(PyObject* object, PyObject* other) {
  return CheckStatus(OrPark(PyObject_RichCompareBool, object, other, Py_EQ)) != 0;
}

}  // namespace internal

}  // namespace abi_1
}  // namespace ferrule
