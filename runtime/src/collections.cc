#include "ferrule/collections.h"

#include <cstddef>
#include <string_view>

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

Bound<Set> Set::create(Python py) {
  internal::CheckAttached();
  return Bound<Set>::from_owned_ptr(py, internal::OrPark(PySet_New, nullptr));
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
