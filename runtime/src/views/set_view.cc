// Views of std::set and std::unordered_set, which have the methods of a set.
#include "ferrule/convert/containers.h"
#include "ferrule/park.h"
#include "runtime/src/views/names.h"
#include "runtime/src/views/view.h"

namespace ferrule {
inline namespace abi_1 {
namespace views {
namespace {

using convert::Held;

struct SetView {
  View view;
  const SetTable* table;
};

const SetTable& TableOf(PyObject* self) { return *reinterpret_cast<SetView*>(self)->table; }

Py_ssize_t Length(PyObject* self) { return SizeOf(AsView(self), TableOf(self).keys.size); }

PyObject* Iterate(PyObject* self) { return NewKeyIterator(self, TableOf(self).keys); }

int Contains(PyObject* self, PyObject* key) {
  return TableOf(self).keys.contains(AsView(self), key);
}

// --- As a set ---

// A new set of the items. Null with an error set.
PyObject* CopyAll(PyObject* self) {
  const Held items(Iterate(self));
  return items.get() != nullptr ? internal::OrPark(PySet_New, items.get()) : nullptr;
}

PyObject* MakeCopy(PyObject* self, PyObject*) { return CopyAll(self); }

PyObject* Repr(PyObject* self) { return ReprAs(self, &CopyAll); }

PyObject* Reduce(PyObject* self, PyObject*) { return ReduceTo(&PySet_Type, CopyAll(self)); }

constinit PyOnce<Py<Type>> once;

// What is a set as it is, a view as a new one; null with NotImplemented for anything else, and with
// an error set.
PyObject* AsSet(PyObject* object, PyObject*& not_implemented) {
  if (IsOf(once, object)) return CopyAll(object);
  if (convert::IsSet(object)) return Py_NewRef(object);
  not_implemented = Py_NewRef(Py_NotImplemented);
  return nullptr;
}

PyObject* Compare(PyObject* self, PyObject* other, int operation) {
  PyObject* not_implemented = nullptr;
  const Held second(AsSet(other, not_implemented));
  if (second.get() == nullptr) return not_implemented;
  const Held first(CopyAll(self));
  if (first.get() == nullptr) return nullptr;
  return internal::OrPark(PyObject_RichCompare, first.get(), second.get(), operation);
}

// A new set. Either operand may be the view.
template <PyObject* (*kOperation)(PyObject*, PyObject*)>
PyObject* Combine(PyObject* left, PyObject* right) {
  PyObject* not_implemented = nullptr;
  const Held first(AsSet(left, not_implemented));
  if (first.get() == nullptr) return not_implemented;
  const Held second(AsSet(right, not_implemented));
  if (second.get() == nullptr) return not_implemented;
  return internal::OrPark(kOperation, first.get(), second.get());
}

// The same, which the view becomes.
template <PyObject* (*kOperation)(PyObject*, PyObject*)>
PyObject* CombineInPlace(PyObject* self, PyObject* other) {
  if (!MayChange(TableOf(self).assign)) return nullptr;
  Held combined(Combine<kOperation>(self, other));
  if (combined.get() == nullptr || combined.get() == Py_NotImplemented) return combined.Release();
  return TableOf(self).assign(AsView(self), combined.get()) ? Py_NewRef(self) : nullptr;
}

// --- Methods ---

bool AddItem(PyObject* self, PyObject* item) {
  return MayChange(TableOf(self).add) && TableOf(self).add(AsView(self), item);
}

PyObject* Add(PyObject* self, PyObject* item) {
  return AddItem(self, item) ? Py_NewRef(Py_None) : nullptr;
}

PyObject* Update(PyObject* self, PyObject* items) {
  if (!MayChange(TableOf(self).add)) return nullptr;
  const Held all(internal::OrPark(PySequence_List, items));  // `items` may be the view itself
  if (all.get() == nullptr) return nullptr;
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(all.get()); ++i) {
    if (!AddItem(self, PyList_GET_ITEM(all.get(), i))) return nullptr;
  }
  return Py_NewRef(Py_None);
}

// 1 if the item was there, 0 if not; -1 with an error set.
int RemoveItem(PyObject* self, PyObject* item) {
  const KeysTable& table = TableOf(self).keys;
  return MayChange(table.remove) ? table.remove(AsView(self), item) : -1;
}

PyObject* Discard(PyObject* self, PyObject* item) {
  return RemoveItem(self, item) >= 0 ? Py_NewRef(Py_None) : nullptr;
}

PyObject* Remove(PyObject* self, PyObject* item) {
  const int was_there = RemoveItem(self, item);
  if (was_there > 0) return Py_NewRef(Py_None);
  if (was_there == 0) {
    const Held args(PyTuple_Pack(1, item));
    if (args.get() != nullptr) PyErr_SetObject(PyExc_KeyError, args.get());
  }
  return nullptr;
}

PyObject* Pop(PyObject* self, PyObject*) {
  if (!MayChange(TableOf(self).keys.remove)) return nullptr;
  const Held items(Iterate(self));
  if (items.get() == nullptr) return nullptr;
  convert::Iteration iteration(items.get());
  Held item(iteration.Next());
  if (item.get() == nullptr) {
    if (iteration.succeeded()) PyErr_SetString(PyExc_KeyError, "pop from an empty set");
    return nullptr;
  }
  return RemoveItem(self, item.get()) >= 0 ? item.Release() : nullptr;
}

PyObject* ClearItems(PyObject* self, PyObject*) {
  const KeysTable& table = TableOf(self).keys;
  return MayChange(table.clear) && table.clear(AsView(self)) ? Py_NewRef(Py_None) : nullptr;
}

PyObject* IsDisjoint(PyObject* self, PyObject* other) {
  const Held items(CopyAll(self));
  if (items.get() == nullptr) return nullptr;
  const Held name(PyUnicode_FromString("isdisjoint"));
  if (name.get() == nullptr) return nullptr;
  return internal::OrPark(PyObject_CallMethodOneArg, items.get(), name.get(), other);
}

PyMethodDef methods[] = {
    {"add", kGuarded<&Add>, METH_O, "add($self, item, /)\n--\n\nAdd an item."},
    {"clear", kGuarded<&ClearItems>, METH_NOARGS, "clear($self, /)\n--\n\nRemove all items."},
    {"copy", kGuarded<&MakeCopy>, METH_NOARGS, "copy($self, /)\n--\n\nReturn a set of the items."},
    {"discard", kGuarded<&Discard>, METH_O,
     "discard($self, item, /)\n--\n\nRemove an item if it is there."},
    {"isdisjoint", kGuarded<&IsDisjoint>, METH_O,
     "isdisjoint($self, other, /)\n--\n\nReturn whether other has none of the items."},
    {"pop", kGuarded<&Pop>, METH_NOARGS, "pop($self, /)\n--\n\nRemove an item and return it."},
    {"remove", kGuarded<&Remove>, METH_O,
     "remove($self, item, /)\n--\n\nRemove an item, or raise KeyError."},
    {"update", kGuarded<&Update>, METH_O,
     "update($self, items, /)\n--\n\nAdd the items of an iterable."},
    {"__reduce__", kGuarded<&Reduce>, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyType_Slot slots[] = {
    {Py_tp_doc, const_cast<char*>("A set that shows a container of C++.")},
    {Py_tp_dealloc, reinterpret_cast<void*>(&Deallocate)},
    {Py_tp_traverse, reinterpret_cast<void*>(&Traverse)},
    {Py_tp_clear, reinterpret_cast<void*>(&Clear)},
    {Py_tp_repr, Slot<&Repr>()},
    {Py_tp_hash, reinterpret_cast<void*>(&PyObject_HashNotImplemented)},
    {Py_tp_richcompare, Slot<&Compare>()},
    {Py_tp_iter, Slot<&Iterate>()},
    {Py_tp_methods, methods},
    {Py_sq_length, Slot<&Length>()},
    {Py_sq_contains, Slot<&Contains>()},
    {Py_nb_and, Slot<&Combine<&PyNumber_And>>()},
    {Py_nb_or, Slot<&Combine<&PyNumber_Or>>()},
    {Py_nb_subtract, Slot<&Combine<&PyNumber_Subtract>>()},
    {Py_nb_xor, Slot<&Combine<&PyNumber_Xor>>()},
    {Py_nb_inplace_and, Slot<&CombineInPlace<&PyNumber_And>>()},
    {Py_nb_inplace_or, Slot<&CombineInPlace<&PyNumber_Or>>()},
    {Py_nb_inplace_subtract, Slot<&CombineInPlace<&PyNumber_Subtract>>()},
    {Py_nb_inplace_xor, Slot<&CombineInPlace<&PyNumber_Xor>>()},
    {0, nullptr},
};

PyType_Spec spec = {kSetName, sizeof(SetView), 0,
                    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION |
                        Py_TPFLAGS_IMMUTABLETYPE,
                    slots};

}  // namespace

PyObject* NewSet(const SetTable& table, void* container, const convert::Owner& owner) try {
  PyObject* const self = NewView(Require(once, spec, "MutableSet"), container, owner);
  if (self != nullptr) reinterpret_cast<SetView*>(self)->table = &table;
  return self;
} catch (const std::exception& error) {
  return glue::Raise(error);
}

}  // namespace views
}  // namespace abi_1
}  // namespace ferrule
