#include "ferrule/collections.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "ferrule/convert.h"
#include "ferrule/error.h"
#include "runtime/src/text.h"

namespace ferrule {
inline namespace abi_1 {

Bound<Str> Str::create(Python, std::string_view text) {
  internal::CheckAttached();
  return internal::MakeText(text);
}

Bound<Bytes> Bytes::create(Python py, std::string_view content) {
  internal::CheckAttached();
  return Bound<Bytes>::from_owned_ptr(
      py, PyBytes_FromStringAndSize(content.data(), static_cast<Py_ssize_t>(content.size())));
}

Bound<Bytes> Bytes::create(Python py, std::span<const std::byte> content) {
  return create(py,
                std::string_view(reinterpret_cast<const char*>(content.data()), content.size()));
}

Bound<Dict> Dict::create(Python py) {
  internal::CheckAttached();
  return Bound<Dict>::from_owned_ptr(py, internal::OrPark(PyDict_New));
}

Bound<Dict> Dict::create(Python py, std::initializer_list<DictEntry> entries) {
  Bound<Dict> dict = create(py);
  for (const DictEntry& entry : entries) dict.set_item(entry.key(), entry.value());
  return dict;
}

Bound<ByteArray> ByteArray::create(Python py, std::string_view content) {
  internal::CheckAttached();
  return Bound<ByteArray>::from_owned_ptr(
      py, PyByteArray_FromStringAndSize(content.data(), static_cast<Py_ssize_t>(content.size())));
}

Bound<ByteArray> ByteArray::create(Python py, std::span<const std::byte> content) {
  return create(py,
                std::string_view(reinterpret_cast<const char*>(content.data()), content.size()));
}

Bound<Slice> Slice::create(Python py, std::optional<Py_ssize_t> start,
                           std::optional<Py_ssize_t> stop, std::optional<Py_ssize_t> step) {
  internal::CheckAttached();
  const auto index = [&](std::optional<Py_ssize_t> value) {
    return value ? Bound<>::from_owned_ptr(py, PyLong_FromSsize_t(*value)) : py.None().to_owned();
  };
  return Bound<Slice>::from_owned_ptr(
      py, PySlice_New(index(start).as_ptr(), index(stop).as_ptr(), index(step).as_ptr()));
}

// --- What the handles can do ---

std::span<std::byte> Handle<ByteArray>::content() const {
  return std::as_writable_bytes(std::span(PyByteArray_AS_STRING(self()),
                                          static_cast<std::size_t>(PyByteArray_GET_SIZE(self()))));
}

void Handle<ByteArray>::resize(std::size_t size) const {
  internal::CheckStatus(PyByteArray_Resize(self(), static_cast<Py_ssize_t>(size)));
}

void Handle<List>::sort() const { internal::CheckStatus(internal::OrPark(PyList_Sort, self())); }

void Handle<List>::reverse() const { internal::CheckStatus(PyList_Reverse(self())); }

void Handle<List>::clear() const {
  internal::CheckStatus(internal::OrPark(PyList_SetSlice, self(), 0, PY_SSIZE_T_MAX, nullptr));
}

Bound<Tuple> Handle<List>::to_tuple() const {
  return Bound<Tuple>::from_owned_ptr(py(), internal::OrPark(PyList_AsTuple, self()));
}

void Handle<Dict>::clear() const { internal::OrPark(PyDict_Clear, self()); }

Bound<Dict> Handle<Dict>::copy() const {
  return Bound<Dict>::from_owned_ptr(py(), internal::OrPark(PyDict_Copy, self()));
}

DictItems Handle<Dict>::items() const {
  return DictItems(Bound<>::from_borrowed_ptr(py(), self()), call_method("items"));
}

void Handle<Set>::clear() const { internal::CheckStatus(internal::OrPark(PySet_Clear, self())); }

SliceRange Handle<Slice>::indices(std::size_t length) const {
  SliceRange range{};
  internal::CheckStatus(
      internal::OrPark(PySlice_Unpack, self(), &range.start, &range.stop, &range.step));
  range.count =
      PySlice_AdjustIndices(static_cast<Py_ssize_t>(length), &range.start, &range.stop, range.step);
  return range;
}

Bound<List> Handle<Sequence>::to_list() const {
  return Bound<List>::from_owned_ptr(py(), internal::OrPark(PySequence_List, self()));
}

Bound<Tuple> Handle<Sequence>::to_tuple() const {
  return Bound<Tuple>::from_owned_ptr(py(), internal::OrPark(PySequence_Tuple, self()));
}

Bound<List> Handle<Mapping>::keys() const {
  return Bound<List>::from_owned_ptr(py(), internal::OrPark(PyMapping_Keys, self()));
}

Bound<List> Handle<Mapping>::values() const {
  return Bound<List>::from_owned_ptr(py(), internal::OrPark(PyMapping_Values, self()));
}

DictItems Handle<Mapping>::items() const {
  return DictItems(Bound<>::from_borrowed_ptr(py(), self()), call_method("items"));
}

// --- Iteration ---

void SequenceIterator::Load() {
  PyObject* const sequence = sequence_.as_ptr();
  PyObject* item = nullptr;
  if (PyList_Check(sequence)) {
    item = compat::ListItem(sequence, index_);
  } else if (index_ < PyTuple_GET_SIZE(sequence)) {
    item = Py_NewRef(PyTuple_GET_ITEM(sequence, index_));
  }
  item_ = item != nullptr ? Bound<>::from_owned_ptr(sequence_.py(), item) : Bound<>();
}

DictIterator::DictIterator(Bound<> mapping, const Handle<Object>& items)
    : mapping_(std::move(mapping)) {
  if (PyDict_CheckExact(mapping_.as_ptr())) {
    size_ = PyDict_GET_SIZE(mapping_.as_ptr());
  } else {
    pairs_ = items.iter();
  }
  Advance();
}

void DictIterator::Advance() {
  if (pairs_) {
    AdvanceInPairs();
  } else {
    AdvanceInDict();
  }
}

void DictIterator::AdvanceInDict() {
  const Python py = mapping_.py();
  if (PyDict_GET_SIZE(mapping_.as_ptr()) != size_) {
    throw PyErr::runtime_error(py, "dictionary changed size during iteration");
  }
  PyObject* key;
  PyObject* value;
  if (compat::DictNext(mapping_.as_ptr(), &position_, key, value)) {
    item_ = {Bound<>::from_owned_ptr(py, key), Bound<>::from_owned_ptr(py, value)};
  } else {
    item_ = {};
  }
}

void DictIterator::AdvanceInPairs() {
  const Bound<> pair = pairs_.next();
  if (!pair) {
    item_ = {};
    return;
  }
  if (!PyTuple_Check(pair.as_ptr()) || PyTuple_GET_SIZE(pair.as_ptr()) != 2) {
    throw PyErr::type_error(mapping_.py(), "the items of a mapping must be pairs");
  }
  item_ = {internal::SequenceAt(pair.as_ptr(), 0), internal::SequenceAt(pair.as_ptr(), 1)};
}

namespace internal {

Bound<> SequenceAt(PyObject* sequence, std::size_t index) {
  return Bound<>::from_owned_ptr(Python::assume_attached(), OrPark(PySequence_GetItem, sequence,
                                                                   static_cast<Py_ssize_t>(index)));
}

void ListAppend(PyObject* list, PyObject* item) { CheckStatus(OrPark(PyList_Append, list, item)); }

Bound<> DictFind(PyObject* dict, PyObject* key) {
  PyObject* value;
  const int found = OrPark([&] { return compat::DictGetItem(dict, key, value); });
  if (CheckStatus(found) == 0) return Bound<>();
  return Bound<>::from_owned_ptr(Python::assume_attached(), value);
}

void ListInsert(PyObject* list, Py_ssize_t index, PyObject* item) {
  CheckStatus(OrPark(PyList_Insert, list, index, item));
}

bool SetDiscard(PyObject* set, PyObject* item) {
  return CheckStatus(OrPark(PySet_Discard, set, item)) != 0;
}

Bound<Set> MakeSet(PyObject* const* items, std::size_t count) {
  CheckAttached();
  Bound<Set> set =
      Bound<Set>::from_owned_ptr(Python::assume_attached(), OrPark(PySet_New, nullptr));
  for (std::size_t i = 0; i < count; ++i) SetAdd(set.as_ptr(), items[i]);
  return set;
}

Bound<FrozenSet> MakeFrozenSet(PyObject* const* items, std::size_t count) {
  const Bound<Tuple> tuple = MakeTuple(items, count);
  return Bound<FrozenSet>::from_owned_ptr(tuple.py(), OrPark(PyFrozenSet_New, tuple.as_ptr()));
}

void SetAdd(PyObject* set, PyObject* item) { CheckStatus(OrPark(PySet_Add, set, item)); }

Bound<Tuple> MakeTuple(PyObject* const* items, std::size_t count) {
  CheckAttached();
  Bound<Tuple> tuple = Bound<Tuple>::from_owned_ptr(
      Python::assume_attached(), OrPark(PyTuple_New, static_cast<Py_ssize_t>(count)));
  for (std::size_t i = 0; i < count; ++i) {
    PyTuple_SET_ITEM(tuple.as_ptr(), static_cast<Py_ssize_t>(i), Py_NewRef(items[i]));
  }
  return tuple;
}

Bound<List> MakeList(PyObject* const* items, std::size_t count) {
  CheckAttached();
  Bound<List> list = Bound<List>::from_owned_ptr(
      Python::assume_attached(), OrPark(PyList_New, static_cast<Py_ssize_t>(count)));
  for (std::size_t i = 0; i < count; ++i) {
    PyList_SET_ITEM(list.as_ptr(), static_cast<Py_ssize_t>(i), Py_NewRef(items[i]));
  }
  return list;
}

}  // namespace internal

}  // namespace abi_1
}  // namespace ferrule
