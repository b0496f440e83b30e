// Views of std::map and std::unordered_map, which have the methods of a dict.
#include "ferrule/attach.h"
#include "ferrule/convert/maps.h"
#include "ferrule/imported.h"
#include "ferrule/park.h"
#include "runtime/src/views/view.h"

namespace ferrule {
inline namespace abi_1 {
namespace views {
namespace {

using convert::Held;

struct DictView {
  View view;
  const DictTable* table;
};

const DictTable& TableOf(PyObject* self) { return *reinterpret_cast<DictView*>(self)->table; }

Py_ssize_t Length(PyObject* self) { return SizeOf(AsView(self), TableOf(self).keys.size); }

PyObject* Iterate(PyObject* self) { return NewKeyIterator(self, TableOf(self).keys); }

int Contains(PyObject* self, PyObject* key) {
  return TableOf(self).keys.contains(AsView(self), key);
}

// KeyError, with the key alone, be it a tuple.
void RaiseKey(PyObject* key) {
  const Held args(PyTuple_Pack(1, key));
  if (args.get() != nullptr) PyErr_SetObject(PyExc_KeyError, args.get());
}

// A new reference; null without an error where the key is missing.
PyObject* Look(PyObject* self, PyObject* key) { return TableOf(self).get(AsView(self), key); }

PyObject* Subscript(PyObject* self, PyObject* key) {
  PyObject* const value = Look(self, key);
  if (value == nullptr && PyErr_Occurred() == nullptr) RaiseKey(key);
  return value;
}

bool Put(PyObject* self, PyObject* key, PyObject* value) {
  return MayChange(TableOf(self).put) && TableOf(self).put(AsView(self), key, value);
}

// KeyError where the key is missing. False with an error set.
bool Remove(PyObject* self, PyObject* key) {
  const KeysTable& table = TableOf(self).keys;
  if (!MayChange(table.remove)) return false;
  const int was_there = table.remove(AsView(self), key);
  if (was_there == 0) RaiseKey(key);
  return was_there > 0;
}

int AssignSubscript(PyObject* self, PyObject* key, PyObject* value) {
  return (value == nullptr ? Remove(self, key) : Put(self, key, value)) ? 0 : -1;
}

// --- As a dict ---

// A new dict of the entries. Null with an error set.
PyObject* CopyAll(PyObject* self) {
  Held dict(PyDict_New());
  const Held keys(Iterate(self));
  if (dict.get() == nullptr || keys.get() == nullptr) return nullptr;
  convert::Iteration iteration(keys.get());
  while (PyObject* const next = iteration.Next()) {
    const Held key(next);
    const Held value(Subscript(self, key.get()));
    if (value.get() == nullptr ||
        internal::OrPark(PyDict_SetItem, dict.get(), key.get(), value.get()) != 0)
      return nullptr;
  }
  return iteration.succeeded() ? dict.Release() : nullptr;
}

PyObject* MakeCopy(PyObject* self, PyObject*) { return CopyAll(self); }

PyObject* Repr(PyObject* self) { return ReprAs(self, &CopyAll); }

PyObject* Reduce(PyObject* self, PyObject*) { return ReduceTo(&PyDict_Type, CopyAll(self)); }

constinit PyOnce<Py<Type>> once;

PyObject* Compare(PyObject* self, PyObject* other, int operation) {
  const bool is_view = IsOf(once, other);
  if ((operation != Py_EQ && operation != Py_NE) || (!is_view && !PyDict_Check(other)))
    return Py_NewRef(Py_NotImplemented);
  const Held first(CopyAll(self));
  if (first.get() == nullptr) return nullptr;
  const Held second(is_view ? CopyAll(other) : Py_NewRef(other));
  if (second.get() == nullptr) return nullptr;
  return internal::OrPark(PyObject_RichCompare, first.get(), second.get(), operation);
}

// --- Methods ---

// Those of a dict that shows what is in it are there for every mapping.
template <const Imported<>& kView>
PyObject* ViewKeys(PyObject* self, PyObject*) {
  const Python py = Python::assume_attached();
  const Borrowed<> view = kView.get(py);
  return internal::OrPark(PyObject_CallOneArg, view.as_ptr(), self);
}
constinit const Imported<> keys_view("collections.abc", "KeysView");
constinit const Imported<> values_view("collections.abc", "ValuesView");
constinit const Imported<> items_view("collections.abc", "ItemsView");

// One argument and perhaps a second. False with TypeError set.
bool CheckCount(const char* name, Py_ssize_t count) {
  if (count == 1 || count == 2) return true;
  PyErr_Format(PyExc_TypeError, "%s expected from 1 to 2 arguments, got %zd", name, count);
  return false;
}

PyObject* Get(PyObject* self, PyObject* const* values, Py_ssize_t count) {
  if (!CheckCount("get", count)) return nullptr;
  PyObject* const found = Look(self, values[0]);
  if (found != nullptr || PyErr_Occurred() != nullptr) return found;
  return Py_NewRef(count == 2 ? values[1] : Py_None);
}

PyObject* Pop(PyObject* self, PyObject* const* values, Py_ssize_t count) {
  if (!CheckCount("pop", count) || !MayChange(TableOf(self).keys.remove)) return nullptr;
  Held found(Look(self, values[0]));
  if (found.get() != nullptr) return Remove(self, values[0]) ? found.Release() : nullptr;
  if (PyErr_Occurred() != nullptr) return nullptr;
  if (count == 2) return Py_NewRef(values[1]);
  RaiseKey(values[0]);
  return nullptr;
}

PyObject* PopItem(PyObject* self, PyObject*) {
  if (!MayChange(TableOf(self).keys.remove)) return nullptr;
  const Held keys(Iterate(self));
  if (keys.get() == nullptr) return nullptr;
  convert::Iteration iteration(keys.get());
  const Held key(iteration.Next());
  if (key.get() == nullptr) {
    if (iteration.succeeded()) PyErr_SetString(PyExc_KeyError, "popitem(): dictionary is empty");
    return nullptr;
  }
  const Held value(Subscript(self, key.get()));
  if (value.get() == nullptr || !Remove(self, key.get())) return nullptr;
  return PyTuple_Pack(2, key.get(), value.get());
}

PyObject* SetDefault(PyObject* self, PyObject* const* values, Py_ssize_t count) {
  if (!CheckCount("setdefault", count)) return nullptr;
  PyObject* const found = Look(self, values[0]);
  if (found != nullptr || PyErr_Occurred() != nullptr) return found;
  if (!Put(self, values[0], count == 2 ? values[1] : Py_None)) return nullptr;
  return Subscript(self, values[0]);
}

// All entries of `other`, a mapping or pairs. False with an error set.
bool PutAll(PyObject* self, PyObject* other) {
  const Held entries(PyDict_New());
  if (entries.get() == nullptr) return false;
  const bool is_mapping = convert::IsMapping(other);
  const int merged = is_mapping
                         ? internal::OrPark(PyDict_Update, entries.get(), other)
                         : internal::OrPark(PyDict_MergeFromSeq2, entries.get(), other, int{1});
  if (merged != 0) return false;
  convert::DictEntries each(entries.get());
  while (each.Next()) {
    each.Hold();
    if (!Put(self, each.key(), each.value())) return false;
  }
  return each.succeeded();
}

PyObject* Update(PyObject* self, PyObject* args, PyObject* kwargs) {
  if (!MayChange(TableOf(self).put)) return nullptr;
  const Py_ssize_t count = PyTuple_GET_SIZE(args);
  if (count > 1) {
    PyErr_Format(PyExc_TypeError, "update expected at most 1 argument, got %zd", count);
    return nullptr;
  }
  if (count == 1 && !PutAll(self, PyTuple_GET_ITEM(args, 0))) return nullptr;
  if (kwargs != nullptr && !PutAll(self, kwargs)) return nullptr;
  return Py_NewRef(Py_None);
}

PyObject* ClearEntries(PyObject* self, PyObject*) {
  const KeysTable& table = TableOf(self).keys;
  return MayChange(table.clear) && table.clear(AsView(self)) ? Py_NewRef(Py_None) : nullptr;
}

PyMethodDef methods[] = {
    {"clear", kGuarded<&ClearEntries>, METH_NOARGS, "clear($self, /)\n--\n\nRemove all entries."},
    {"copy", kGuarded<&MakeCopy>, METH_NOARGS,
     "copy($self, /)\n--\n\nReturn a dict of the entries."},
    {"get", Method<&Get>(), METH_FASTCALL,
     "get($self, key, default=None, /)\n--\n\n"
     "Return the value of key, or default if there is none."},
    {"items", kGuarded<&ViewKeys<items_view>>, METH_NOARGS,
     "items($self, /)\n--\n\nReturn a view of the entries."},
    {"keys", kGuarded<&ViewKeys<keys_view>>, METH_NOARGS,
     "keys($self, /)\n--\n\nReturn a view of the keys."},
    {"pop", Method<&Pop>(), METH_FASTCALL,
     "pop(key[, default])\n\nRemove key and return its value, or default if there is none."},
    {"popitem", kGuarded<&PopItem>, METH_NOARGS,
     "popitem($self, /)\n--\n\nRemove an entry and return it, as a pair."},
    {"setdefault", Method<&SetDefault>(), METH_FASTCALL,
     "setdefault($self, key, default=None, /)\n--\n\n"
     "Return the value of key, which becomes default if there is none."},
    {"update", Method<&Update>(), METH_VARARGS | METH_KEYWORDS,
     "update([other], **entries)\n\nPut entries, from a mapping, an iterable of pairs, or "
     "keywords."},
    {"values", kGuarded<&ViewKeys<values_view>>, METH_NOARGS,
     "values($self, /)\n--\n\nReturn a view of the values."},
    {"__reduce__", kGuarded<&Reduce>, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyType_Slot slots[] = {
    {Py_tp_doc, const_cast<char*>("A dict that shows a container of C++.")},
    {Py_tp_dealloc, reinterpret_cast<void*>(&Deallocate)},
    {Py_tp_traverse, reinterpret_cast<void*>(&Traverse)},
    {Py_tp_clear, reinterpret_cast<void*>(&Clear)},
    {Py_tp_repr, Slot<&Repr>()},
    {Py_tp_hash, reinterpret_cast<void*>(&PyObject_HashNotImplemented)},
    {Py_tp_richcompare, Slot<&Compare>()},
    {Py_tp_iter, Slot<&Iterate>()},
    {Py_tp_methods, methods},
    {Py_mp_length, Slot<&Length>()},
    {Py_mp_subscript, Slot<&Subscript>()},
    {Py_mp_ass_subscript, Slot<&AssignSubscript>()},
    {Py_sq_contains, Slot<&Contains>()},
    {0, nullptr},
};

PyType_Spec spec = {"ferrule.DictView", sizeof(DictView), 0,
                    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_MAPPING |
                        Py_TPFLAGS_DISALLOW_INSTANTIATION | Py_TPFLAGS_IMMUTABLETYPE,
                    slots};

}  // namespace

PyObject* NewDict(const DictTable& table, void* container, const convert::Owner& owner) try {
  PyObject* const self = NewView(Require(once, spec, "MutableMapping"), container, owner);
  if (self != nullptr) reinterpret_cast<DictView*>(self)->table = &table;
  return self;
} catch (const std::exception& error) {
  return glue::Raise(error);
}

}  // namespace views
}  // namespace abi_1
}  // namespace ferrule
