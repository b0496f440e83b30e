#include "benchmarks/limit/containers.h"

#include <cstddef>
#include <string_view>

#include "benchmarks/limit/call.h"
#include "benchmarks/limit/convert.h"

namespace limit {
namespace {

// A reference that is dropped at the end.
class Owned {
 public:
  explicit Owned(PyObject* object) : object_(object) {}
  ~Owned() { Py_XDECREF(object_); }
  Owned(const Owned&) = delete;
  Owned& operator=(const Owned&) = delete;

  PyObject* get() const { return object_; }
  PyObject* Release() {
    PyObject* const object = object_;
    object_ = nullptr;
    return object;
  }

 private:
  PyObject* object_;
};

bool IsSequence(PyObject* object) {
  constexpr unsigned long kOthers = Py_TPFLAGS_UNICODE_SUBCLASS | Py_TPFLAGS_BYTES_SUBCLASS |
                                    Py_TPFLAGS_DICT_SUBCLASS | Py_TPFLAGS_MAPPING;
  return PySequence_Check(object) && (PyType_GetFlags(Py_TYPE(object)) & kOthers) == 0 &&
         !PyByteArray_Check(object);
}

// Whether the object is a `name` of collections.abc.
bool IsAbstract(PyObject* object, const char* name) {
  const Owned module(PyImport_ImportModule("collections.abc"));
  const Owned type(module.get() != nullptr ? PyObject_GetAttrString(module.get(), name) : nullptr);
  const bool is_one = type.get() != nullptr && PyObject_IsInstance(object, type.get()) == 1;
  PyErr_Clear();
  return is_one;
}

// Each item of an iterable from the one of number `index` on. take(item) is false with an error
// set.
template <class Take>
bool TakeIterated(PyObject* iterable, Py_ssize_t index, bool has_numbers, Take take) {
  const Owned iterator(PyObject_GetIter(iterable));
  if (iterator.get() == nullptr) return false;
  while (PyObject* const next = PyIter_Next(iterator.get())) {
    const Owned item(next);
    if (!take(next)) return has_numbers ? BadItem(index) : BadItem(next);
    ++index;
  }
  return PyErr_Occurred() == nullptr;
}

// The same for a list, and for every other sequence.
template <class Take>
bool TakeSequence(PyObject* object, Py_ssize_t index, const char* expected, Take take) {
  if (!PyList_CheckExact(object)) {
    if (!IsSequence(object)) return RaiseExpected(expected, object);
    return TakeIterated(object, 0, true, take);
  }
  for (; index < PyList_GET_SIZE(object); ++index) {
    const Owned item(Py_NewRef(PyList_GET_ITEM(object, index)));
    if (!take(item.get())) return BadItem(index);
  }
  return true;
}

[[gnu::cold, gnu::noinline]] bool DoublesSlow(PyObject* object, Py_ssize_t index,
                                              std::vector<double>& out) {
  out.resize(static_cast<std::size_t>(index));
  return TakeSequence(object, index, "Sequence[float]",
                      [&](PyObject* item) { return AsDouble(item, out.emplace_back()); });
}

[[gnu::cold, gnu::noinline]] bool IntsSlow(PyObject* object, Py_ssize_t index,
                                           std::vector<int>& out) {
  out.resize(static_cast<std::size_t>(index));
  return TakeSequence(object, index, "Sequence[int]",
                      [&](PyObject* item) { return AsInt(item, out.emplace_back()); });
}

[[gnu::cold, gnu::noinline]] bool TextsSlow(PyObject* object, std::vector<std::string>& out) {
  const auto index = static_cast<Py_ssize_t>(out.size());
  return TakeSequence(object, index, "Sequence[str]", [&](PyObject* item) {
    std::string_view text;
    if (!AsText(item, text)) return false;
    out.emplace_back(text);
    return true;
  });
}

bool TakeEntry(PyObject* key, PyObject* value, std::map<std::string, int>& out) {
  std::string_view text;
  if (!AsText(key, text)) return BadKey(key);
  const std::string made(text);
  int number;
  if (!AsInt(value, number)) return BadValue(key);
  out.insert_or_assign(made, number);
  return true;
}

[[gnu::cold]] bool RaiseChanged() {
  PyErr_SetString(PyExc_RuntimeError, "dictionary changed size during iteration");
  return false;
}

// A dict, each entry held while it is converted.
[[gnu::cold]] bool DictSlow(PyObject* dict, std::map<std::string, int>& out) {
  const Py_ssize_t size = PyDict_GET_SIZE(dict);
  Py_ssize_t position = 0;
  PyObject* key;
  PyObject* value;
  while (PyDict_Next(dict, &position, &key, &value) != 0) {
    const Owned held_key(Py_NewRef(key));
    const Owned held_value(Py_NewRef(value));
    if (!TakeEntry(key, value, out)) return false;
    if (PyDict_GET_SIZE(dict) != size) return RaiseChanged();
  }
  return true;
}

[[gnu::cold]] bool MappingSlow(PyObject* object, std::map<std::string, int>& out) {
  out.clear();
  if (PyDict_CheckExact(object)) return DictSlow(object, out);
  if (!PyDict_Check(object) && !IsAbstract(object, "Mapping"))
    return RaiseExpected("Mapping[str, int]", object);
  const Owned keys(PyMapping_Keys(object));
  if (keys.get() == nullptr) return false;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(keys.get()); ++i) {
    PyObject* const key = PyList_GET_ITEM(keys.get(), i);
    const Owned value(PyObject_GetItem(object, key));
    if (value.get() == nullptr || !TakeEntry(key, value.get(), out)) return false;
  }
  return true;
}

[[gnu::cold]] bool SetSlow(PyObject* object, std::set<int>& out) {
  if (!PyAnySet_Check(object) && !PyDictViewSet_Check(object) && !IsAbstract(object, "Set"))
    return RaiseExpected("Set[int]", object);
  return TakeIterated(object, 0, false, [&](PyObject* item) {
    int number;
    if (!AsInt(item, number)) return false;
    out.insert(number);
    return true;
  });
}

}  // namespace

bool AsDoubles(PyObject* object, std::vector<double>& out) {
  if (!PyList_CheckExact(object)) [[unlikely]]
    return DoublesSlow(object, 0, out);
  const Py_ssize_t size = PyList_GET_SIZE(object);
  PyObject* const* const items = reinterpret_cast<PyListObject*>(object)->ob_item;
  out.resize(static_cast<std::size_t>(size));
  double* const values = out.data();
  for (Py_ssize_t i = 0; i < size; ++i) {
    if (!PyFloat_CheckExact(items[i])) [[unlikely]]
      return DoublesSlow(object, i, out);
    values[i] = PyFloat_AS_DOUBLE(items[i]);
  }
  return true;
}

bool AsInts(PyObject* object, std::vector<int>& out) {
  if (!PyList_CheckExact(object)) [[unlikely]]
    return IntsSlow(object, 0, out);
  const Py_ssize_t size = PyList_GET_SIZE(object);
  PyObject* const* const items = reinterpret_cast<PyListObject*>(object)->ob_item;
  out.resize(static_cast<std::size_t>(size));
  int* const values = out.data();
  for (Py_ssize_t i = 0; i < size; ++i) {
    if (!PyLong_CheckExact(items[i]) || !compat::IsCompactInt(items[i])) [[unlikely]]
      return IntsSlow(object, i, out);
    values[i] = static_cast<int>(compat::CompactIntValue(items[i]));
  }
  return true;
}

bool AsTexts(PyObject* object, std::vector<std::string>& out) {
  if (!PyList_CheckExact(object)) [[unlikely]]
    return TextsSlow(object, out);
  const Py_ssize_t size = PyList_GET_SIZE(object);
  PyObject* const* const items = reinterpret_cast<PyListObject*>(object)->ob_item;
  out.reserve(static_cast<std::size_t>(size));
  for (Py_ssize_t i = 0; i < size; ++i) {
    if (!IsAscii(items[i])) [[unlikely]]
      return TextsSlow(object, out);
    out.emplace_back(AsciiOf(items[i]));
  }
  return true;
}

bool AsMap(PyObject* object, std::map<std::string, int>& out) {
  if (!PyDict_CheckExact(object)) [[unlikely]]
    return MappingSlow(object, out);
  Py_ssize_t position = 0;
  PyObject* key;
  PyObject* value;
  while (PyDict_Next(object, &position, &key, &value) != 0) {
    if (!IsAscii(key) || !PyLong_CheckExact(value) || !compat::IsCompactInt(value)) [[unlikely]]
      return MappingSlow(object, out);
    out.emplace(AsciiOf(key), static_cast<int>(compat::CompactIntValue(value)));
  }
  return true;
}

bool AsSet(PyObject* object, std::set<int>& out) {
  if (!PyAnySet_CheckExact(object)) [[unlikely]]
    return SetSlow(object, out);
  // CPython has no public way to walk through a set without an iterator.
  const Owned iterator(PyObject_GetIter(object));
  if (iterator.get() == nullptr) return false;
  const iternextfunc next = Py_TYPE(iterator.get())->tp_iternext;
  while (PyObject* const found = next(iterator.get())) {
    const Owned item(found);
    int number;
    if (!AsInt(found, number)) [[unlikely]]
      return BadItem(found);
    out.insert(number);
  }
  return PyErr_Occurred() == nullptr;
}

PyObject* FromDoubles(const std::vector<double>& values) {
  PyObject* const list = PyList_New(static_cast<Py_ssize_t>(values.size()));
  if (list == nullptr) return nullptr;
  Py_ssize_t index = 0;
  for (const double value : values) {
    PyObject* const item = PyFloat_FromDouble(value);
    if (item == nullptr) [[unlikely]]
      return Py_DECREF(list), nullptr;
    PyList_SET_ITEM(list, index++, item);
  }
  return list;
}

PyObject* FromInts(const std::vector<int>& values) {
  PyObject* const list = PyList_New(static_cast<Py_ssize_t>(values.size()));
  if (list == nullptr) return nullptr;
  Py_ssize_t index = 0;
  for (const int value : values) {
    PyObject* const item = PyLong_FromLong(value);
    if (item == nullptr) [[unlikely]]
      return Py_DECREF(list), nullptr;
    PyList_SET_ITEM(list, index++, item);
  }
  return list;
}

PyObject* FromTexts(const std::vector<std::string>& values) {
  PyObject* const list = PyList_New(static_cast<Py_ssize_t>(values.size()));
  if (list == nullptr) return nullptr;
  Py_ssize_t index = 0;
  for (const std::string& value : values) {
    PyObject* const item = FromText(value);
    if (item == nullptr) [[unlikely]]
      return Py_DECREF(list), nullptr;
    PyList_SET_ITEM(list, index++, item);
  }
  return list;
}

// Keys are str, and nobody has the dict yet: no Python code runs.
PyObject* FromMap(const std::map<std::string, int>& values) {
  Owned dict(PyDict_New());
  if (dict.get() == nullptr) return nullptr;
  for (const auto& [key, value] : values) {
    const Owned key_object(FromText(key));
    if (key_object.get() == nullptr) return nullptr;
    const Owned value_object(PyLong_FromLong(value));
    if (value_object.get() == nullptr) return nullptr;
    if (PyDict_SetItem(dict.get(), key_object.get(), value_object.get()) != 0) return nullptr;
  }
  return dict.Release();
}

PyObject* FromSet(const std::set<int>& values) {
  Owned set(PySet_New(nullptr));
  if (set.get() == nullptr) return nullptr;
  for (const int value : values) {
    const Owned item(PyLong_FromLong(value));
    if (item.get() == nullptr || PySet_Add(set.get(), item.get()) != 0) return nullptr;
  }
  return set.Release();
}

bool TakeItemsSlow(PyObject* object, const char* expected, Py_ssize_t count,
                   PyObject* const*& items, PyObject*& owned) {
  if (!PyTuple_Check(object) && !PyList_Check(object)) return RaiseExpected(expected, object);
  owned = PySequence_Tuple(object);
  if (owned == nullptr) return false;
  items = reinterpret_cast<PyTupleObject*>(owned)->ob_item;
  if (PyTuple_GET_SIZE(owned) == count) return true;
  PyErr_Format(PyExc_ValueError, "expected %zd items, got %zd", count, PyTuple_GET_SIZE(owned));
  Py_CLEAR(owned);
  return false;
}

}  // namespace limit
