#include "ferrule/convert/containers.h"

#include <algorithm>
#include <cstring>
#include <string_view>

#include "ferrule/convert/maps.h"
#include "ferrule/convert/optional.h"
#include "runtime/src/error_context.h"
#include "runtime/src/views/names.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {
namespace {

// --- Names ---

// Takes the first alternative off a union: `int` off `int | list[str | None]`.
std::string_view TakeAlternative(std::string_view& names) {
  constexpr std::string_view kBar = " | ";
  int depth = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == '[') ++depth;
    if (names[i] == ']') --depth;
    if (depth == 0 && names.substr(i).starts_with(kBar)) {
      const std::string_view first = names.substr(0, i);
      names.remove_prefix(i + kBar.size());
      return first;
    }
  }
  return std::exchange(names, {});
}

// --- Errors ---

// How a key is called in a message: `'a'`, as far as no Python code is run to find out. A new
// reference, or null with an error set. Requires that no error is set.
PyObject* Shown(PyObject* object) {
  constexpr Py_ssize_t kLongest = 60;
  const bool has_plain_repr = PyUnicode_CheckExact(object) || PyLong_CheckExact(object) ||
                              PyFloat_CheckExact(object) || PyBool_Check(object) ||
                              PyBytes_CheckExact(object) || object == Py_None;
  const Held repr(has_plain_repr ? PyObject_Repr(object) : nullptr);
  PyErr_Clear();  // an int can be too long to be shown
  if (repr.get() == nullptr) {
    const Held type(PyType_GetQualName(Py_TYPE(object)));
    return type.get() != nullptr ? PyUnicode_FromFormat("of type '%U'", type.get()) : nullptr;
  }
  if (PyUnicode_GET_LENGTH(repr.get()) <= kLongest) return Py_NewRef(repr.get());
  const Held start(PyUnicode_Substring(repr.get(), 0, kLongest));
  return start.get() != nullptr ? PyUnicode_FromFormat("%U...", start.get()) : nullptr;
}

// Prefixes the current error with `format`, in which %U stands for the object.
bool RaiseIn(const char* format, PyObject* object) {
  PyObject* const error = compat::TakeRaisedException();
  const Held shown(Shown(object));
  PyObject* const where =
      shown.get() != nullptr ? PyUnicode_FromFormat(format, shown.get()) : nullptr;
  PyErr_Clear();
  compat::SetRaisedException(error);
  if (where != nullptr) PrefixError(where);
  return false;
}

// The message of an error that has one and is a TypeError; borrowed, else null.
PyObject* MessageOfTypeError(PyObject* error) {
  if (!Py_IS_TYPE(error, reinterpret_cast<PyTypeObject*>(PyExc_TypeError))) return nullptr;
  PyObject* const args = reinterpret_cast<PyBaseExceptionObject*>(error)->args;
  if (PyTuple_GET_SIZE(args) != 1) return nullptr;
  PyObject* const message = PyTuple_GET_ITEM(args, 0);
  return PyUnicode_CheckExact(message) ? message : nullptr;
}

// --- Types ---

bool HasFlag(PyObject* object, unsigned long flags) {
  return (PyType_GetFlags(Py_TYPE(object)) & flags) != 0;
}

// Whether the class of that name in collections.abc is `type`.
bool IsAbstractClass(PyTypeObject* type, const char* name) {
  PyObject* const module = PyDict_GetItemString(PyImport_GetModuleDict(), "_collections_abc");
  if (module == nullptr || !PyModule_Check(module)) return false;
  return PyDict_GetItemString(PyModule_GetDict(module), name) == reinterpret_cast<PyObject*>(type);
}

// Whether the object's class derives from the one of that name in collections.abc. To ask as
// isinstance() does would run Python code.
bool DerivesFromAbstract(PyObject* object, const char* name) {
  PyObject* const bases = Py_TYPE(object)->tp_mro;
  for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(bases); ++i) {
    auto* const base = reinterpret_cast<PyTypeObject*>(PyTuple_GET_ITEM(bases, i));
    if (std::strcmp(base->tp_name, name) == 0 && IsAbstractClass(base, name)) return true;
  }
  return false;
}

// Whether the object's class has an attribute of that name.
bool ClassHas(PyObject* object, const char* name) {
  const Held text(PyUnicode_InternFromString(name));
  const bool has_it = text.get() != nullptr && compat::TypeHas(Py_TYPE(object), text.get());
  PyErr_Clear();
  return has_it;
}

}  // namespace

std::string GenericName(const char* generic, std::initializer_list<std::string> arguments) {
  std::string name = generic;
  const char* separator = "[";
  for (const std::string& argument : arguments) {
    name += separator + argument;
    separator = ", ";
  }
  return name + "]";
}

std::string UnionName(std::initializer_list<std::string> alternatives) {
  std::vector<std::string_view> names;
  bool has_none = false;
  for (std::string_view rest : alternatives) {
    while (!rest.empty()) {
      const std::string_view name = TakeAlternative(rest);
      if (name == "None") {
        has_none = true;
      } else if (std::find(names.begin(), names.end(), name) == names.end()) {
        names.push_back(name);
      }
    }
  }
  if (has_none) names.push_back("None");
  std::string result;
  for (const std::string_view name : names) {
    if (!result.empty()) result += " | ";
    result += name;
  }
  return result;
}

bool RaiseExpected(NameFunction name, PyObject* object) { return RaiseExpected(name(), object); }

bool RaiseOrNone(NameFunction name, PyObject* object) {
  PyObject* const error = compat::TakeRaisedException();
  RaiseExpected(name(), object);
  const Held same(compat::TakeRaisedException());
  PyObject* const message = MessageOfTypeError(error);
  PyObject* const expected = MessageOfTypeError(same.get());
  if (message == nullptr || expected == nullptr || PyUnicode_Compare(message, expected) != 0) {
    compat::SetRaisedException(error);
    return false;
  }
  Py_DECREF(error);
  return RaiseExpected(UnionName({name(), "None"}), object);
}

bool RaiseInItem(Py_ssize_t index) {
  PrefixError(PyUnicode_FromFormat("item %zd", index));
  return false;
}
bool RaiseInItem(PyObject* item) { return RaiseIn("item %U", item); }
bool RaiseInKey(PyObject* key) { return RaiseIn("key %U", key); }
bool RaiseInValue(PyObject* key) { return RaiseIn("value of key %U", key); }

bool RaiseLength(std::size_t expected, Py_ssize_t got) {
  const char* const plural = expected == 1 ? "" : "s";
  if (got == kMore) {
    PyErr_Format(PyExc_ValueError, "expected %zu item%s, got more", expected, plural);
  } else {
    PyErr_Format(PyExc_ValueError, "expected %zu item%s, got %zd", expected, plural, got);
  }
  return false;
}

bool RaiseNotANumber() {
  PyErr_SetString(PyExc_ValueError, "nan cannot be put in order");
  return false;
}

bool IsSequence(PyObject* object) {
  constexpr unsigned long kOthers = Py_TPFLAGS_UNICODE_SUBCLASS | Py_TPFLAGS_BYTES_SUBCLASS |
                                    Py_TPFLAGS_DICT_SUBCLASS | Py_TPFLAGS_MAPPING;
  return PySequence_Check(object) && !HasFlag(object, kOthers) && !PyByteArray_Check(object);
}

bool IsIterable(PyObject* object) {
  return (Py_TYPE(object)->tp_iter != nullptr || PySequence_Check(object)) &&
         !PyUnicode_Check(object);
}

bool IsSet(PyObject* object) {
  return PyAnySet_Check(object) || PyDictViewSet_Check(object) ||
         DerivesFromAbstract(object, "Set") ||
         std::strcmp(Py_TYPE(object)->tp_name, views::kSetName) == 0;
}

bool IsMapping(PyObject* object) {
  constexpr unsigned long kOthers = Py_TPFLAGS_UNICODE_SUBCLASS | Py_TPFLAGS_BYTES_SUBCLASS |
                                    Py_TPFLAGS_LIST_SUBCLASS | Py_TPFLAGS_TUPLE_SUBCLASS |
                                    Py_TPFLAGS_SEQUENCE;
  if (HasFlag(object, Py_TPFLAGS_DICT_SUBCLASS | Py_TPFLAGS_MAPPING)) return true;
  return PyMapping_Check(object) && !HasFlag(object, kOthers) && ClassHas(object, "keys");
}

PyObject* ItemAt(PyObject* array, Py_ssize_t index) {
  return PyTuple_CheckExact(array) ? Py_NewRef(PyTuple_GET_ITEM(array, index))
                                   : compat::ListItem(array, index);
}

Iteration::Iteration(PyObject* iterable)
    : iterator_(iterable == nullptr ? nullptr : internal::OrPark(PyObject_GetIter, iterable)) {}

bool Iteration::HasOnlyEnded() {
  if (PyErr_Occurred() == nullptr) return true;
  if (PyErr_ExceptionMatches(PyExc_StopIteration) == 0) return false;
  PyErr_Clear();
  return true;
}

bool Items::Collect(PyObject* iterable, std::size_t limit) {
  if (PyList_CheckExact(iterable) || PyTuple_CheckExact(iterable)) {
    const Py_ssize_t size = PySequence_Fast_GET_SIZE(iterable);
    if (static_cast<std::size_t>(size) > limit) return RaiseLength(limit, size);
    Reserve(static_cast<std::size_t>(size));
    for (Py_ssize_t i = 0; i < size; ++i) {
      PyObject* const item = ItemAt(iterable, i);
      if (item == nullptr) break;
      Append(item);
    }
    return true;
  }
  Iteration iteration(iterable);
  while (PyObject* const item = iteration.Next()) {
    Append(item);
    if (limit != kNoLimit && items_.size() > limit) return RaiseLength(limit, kMore);
  }
  return iteration.succeeded();
}

bool Items::CollectEntries(PyObject* mapping) {
  const auto collect = [&](auto entries) {
    while (entries.Next()) {
      Append(Py_NewRef(entries.key()));
      Append(Py_NewRef(entries.value()));
    }
    return entries.succeeded();
  };
  if (PyDict_CheckExact(mapping)) return collect(DictEntries(mapping));
  return collect(MappingEntries(mapping));
}

void Items::Append(PyObject* owned) {
  Held held(owned);
  items_.push_back(owned);
  held.Release();
}

void Items::Drop() {
  std::vector<PyObject*> dropped;
  dropped.swap(items_);
  for (PyObject* const item : dropped) internal::Decref(item);
}

PyObject* SetOf(const Items& items, bool is_frozen) {
  Held set(is_frozen ? PyFrozenSet_New(nullptr) : PySet_New(nullptr));
  for (std::size_t i = 0; set.get() != nullptr && i < items.size(); ++i) {
    if (internal::OrPark(PySet_Add, set.get(), items[i]) != 0) return nullptr;
  }
  return set.Release();
}

PyObject* DictOf(const Items& entries) {
  Held dict(PyDict_New());
  for (std::size_t i = 0; dict.get() != nullptr && i < entries.size(); i += 2) {
    if (internal::OrPark(PyDict_SetItem, dict.get(), entries[i], entries[i + 1]) != 0)
      return nullptr;
  }
  return dict.Release();
}

Fit FitOfSet(PyObject* set, FitFunction item_fits) {
  const compat::PausedCollection paused;
  const Held iterator(PyObject_GetIter(set));
  Fit fit = Fit::kExact;
  while (iterator.get() != nullptr && fit != Fit::kNone) {
    const Held item(PyIter_Next(iterator.get()));
    if (item.get() == nullptr) break;
    fit = Worse(fit, item_fits(item.get()));
  }
  PyErr_Clear();  // no memory, or changed by another thread
  return fit;
}

Fit FitOfDict(PyObject* dict, FitFunction key_fits, FitFunction value_fits) {
  Fit fit = Fit::kExact;
  Py_ssize_t position = 0;
  PyObject* key;
  PyObject* value;
  while (fit != Fit::kNone && compat::DictNext(dict, &position, key, value)) {
    const Held held_key(key);
    const Held held_value(value);
    fit = Worse(fit, Worse(key_fits(key), value_fits(value)));
  }
  return fit;
}

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule
