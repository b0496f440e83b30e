// Views of std::vector, std::deque and arrays, which have the methods of a list.
#include <algorithm>

#include "ferrule/convert/containers.h"
#include "ferrule/park.h"
#include "runtime/src/views/view.h"

namespace ferrule {
inline namespace abi_1 {
namespace views {
namespace {

using convert::Held;

struct ListView {
  View view;
  const ListTable* table;
};

const ListTable& TableOf(PyObject* self) { return *reinterpret_cast<ListView*>(self)->table; }

Py_ssize_t Length(PyObject* self) { return SizeOf(AsView(self), TableOf(self).size); }

// A new reference; null without an error behind the last item.
PyObject* FindItem(PyObject* self, Py_ssize_t index) {
  const Access access(AsView(self));
  if (!access || index < 0 || index >= TableOf(self).size(access.container())) return nullptr;
  return TableOf(self).item(access.container(), index);
}

PyObject* Item(PyObject* self, Py_ssize_t index) {
  PyObject* const item = FindItem(self, index);
  if (item == nullptr && PyErr_Occurred() == nullptr)
    PyErr_SetString(PyExc_IndexError, "list index out of range");
  return item;
}

// What is between two numbers, as a new list. Null with an error set.
PyObject* Copy(PyObject* self, Py_ssize_t start, Py_ssize_t stop, Py_ssize_t step) {
  const Py_ssize_t size = Length(self);
  if (size < 0) return nullptr;
  const Py_ssize_t count = PySlice_AdjustIndices(size, &start, &stop, step);
  Held list(PyList_New(0));
  if (list.get() == nullptr) return nullptr;
  for (Py_ssize_t i = 0; i < count; ++i) {
    const Held item(FindItem(self, start + i * step));
    if (item.get() == nullptr) {
      if (PyErr_Occurred() != nullptr) return nullptr;
      break;  // to make Python objects of them has made fewer of them
    }
    if (PyList_Append(list.get(), item.get()) != 0) return nullptr;
  }
  return list.Release();
}

PyObject* CopyAll(PyObject* self) { return Copy(self, 0, kEnd, 1); }

// --- Subscripts ---

// The number that `key` is, from the front. False with an error set.
bool TakeIndex(PyObject* self, PyObject* key, Py_ssize_t& index) {
  index = internal::OrPark(PyNumber_AsSsize_t, key, PyExc_IndexError);
  if (index == -1 && PyErr_Occurred() != nullptr) return false;
  if (index >= 0) return true;
  const Py_ssize_t size = Length(self);
  index += size;
  return size >= 0;
}

struct Slice {
  Py_ssize_t start;
  Py_ssize_t stop;
  Py_ssize_t step;
};

bool TakeSlice(PyObject* key, Slice& slice) {
  return internal::OrPark(PySlice_Unpack, key, &slice.start, &slice.stop, &slice.step) == 0;
}

PyObject* RaiseBadSubscript(PyObject* key) {
  PyErr_Format(PyExc_TypeError, "list indices must be integers or slices, not %.200s",
               Py_TYPE(key)->tp_name);
  return nullptr;
}

PyObject* Subscript(PyObject* self, PyObject* key) {
  if (PySlice_Check(key)) {
    Slice slice;
    return TakeSlice(key, slice) ? Copy(self, slice.start, slice.stop, slice.step) : nullptr;
  }
  if (!PyIndex_Check(key)) return RaiseBadSubscript(key);
  Py_ssize_t index;
  return TakeIndex(self, key, index) ? Item(self, index) : nullptr;
}

bool Replace(PyObject* self, Slice slice, PyObject* values) {
  const ListTable& table = TableOf(self);
  return MayChange(table.assign) &&
         table.assign(AsView(self), slice.start, slice.stop, slice.step, values);
}

// Deletes one item. False with an error set.
bool Delete(PyObject* self, Py_ssize_t index) {
  if (!MayChange(TableOf(self).assign)) return false;
  const Py_ssize_t size = Length(self);
  if (size < 0) return false;
  if (index < 0 || index >= size) return RaiseIndex();
  return Replace(self, {index, index + 1, 1}, nullptr);
}

// `value` is null to delete.
int AssignSubscript(PyObject* self, PyObject* key, PyObject* value) {
  if (PySlice_Check(key)) {
    Slice slice;
    return TakeSlice(key, slice) && Replace(self, slice, value) ? 0 : -1;
  }
  if (!PyIndex_Check(key)) {
    RaiseBadSubscript(key);
    return -1;
  }
  Py_ssize_t index;
  if (!TakeIndex(self, key, index)) return -1;
  if (value == nullptr) return Delete(self, index) ? 0 : -1;
  if (!MayChange(TableOf(self).put)) return -1;
  if (index < 0) {
    RaiseIndex();
    return -1;
  }
  return TableOf(self).put(AsView(self), index, value) ? 0 : -1;
}

// --- Search ---

// The first number from `start` to `stop` whose item equals `value`. -1: there is none; -2 with an
// error set.
Py_ssize_t Find(PyObject* self, PyObject* value, Py_ssize_t start, Py_ssize_t stop) {
  for (Py_ssize_t i = start; i < stop; ++i) {
    const Held item(FindItem(self, i));
    if (item.get() == nullptr) return PyErr_Occurred() != nullptr ? -2 : -1;
    const int is_equal = internal::OrPark(PyObject_RichCompareBool, item.get(), value, int{Py_EQ});
    if (is_equal != 0) return is_equal > 0 ? i : -2;
  }
  return -1;
}

int Contains(PyObject* self, PyObject* value) {
  const Py_ssize_t found = Find(self, value, 0, kEnd);
  return found == -2 ? -1 : found >= 0 ? 1 : 0;
}

// One end of a slice, of which any number will do. False with an error set.
bool TakeEnd(PyObject* object, Py_ssize_t& end) {
  end = internal::OrPark(PyNumber_AsSsize_t, object, static_cast<PyObject*>(nullptr));
  return end != -1 || PyErr_Occurred() == nullptr;
}

PyObject* Index(PyObject* self, PyObject* const* values, Py_ssize_t count) {
  if (count < 1 || count > 3) {
    PyErr_Format(PyExc_TypeError, "index expected from 1 to 3 arguments, got %zd", count);
    return nullptr;
  }
  Slice slice = {0, kEnd, 1};
  if (count > 1 && !TakeEnd(values[1], slice.start)) return nullptr;
  if (count > 2 && !TakeEnd(values[2], slice.stop)) return nullptr;
  const Py_ssize_t size = Length(self);
  if (size < 0) return nullptr;
  PySlice_AdjustIndices(size, &slice.start, &slice.stop, 1);
  const Py_ssize_t found = Find(self, values[0], slice.start, slice.stop);
  if (found >= 0) return PyLong_FromSsize_t(found);
  if (found == -1) PyErr_Format(PyExc_ValueError, "%R is not in list", values[0]);
  return nullptr;
}

PyObject* Count(PyObject* self, PyObject* value) {
  Py_ssize_t count = 0;
  for (Py_ssize_t from = 0;; ++count) {
    from = Find(self, value, from, kEnd) + 1;
    if (from == -1) return nullptr;
    if (from == 0) return PyLong_FromSsize_t(count);
  }
}

PyObject* Remove(PyObject* self, PyObject* value) {
  if (!MayChange(TableOf(self).assign)) return nullptr;
  const Py_ssize_t found = Find(self, value, 0, kEnd);
  if (found == -1) PyErr_SetString(PyExc_ValueError, "list.remove(x): x not in list");
  return found >= 0 && Delete(self, found) ? Py_NewRef(Py_None) : nullptr;
}

// --- Changes ---

bool Insert(PyObject* self, Py_ssize_t index, PyObject* value) {
  const ListTable& table = TableOf(self);
  return MayChange(table.insert) && table.insert(AsView(self), index, value);
}

PyObject* Append(PyObject* self, PyObject* value) {
  return Insert(self, kEnd, value) ? Py_NewRef(Py_None) : nullptr;
}

PyObject* InsertAt(PyObject* self, PyObject* const* values, Py_ssize_t count) {
  if (count != 2) {
    PyErr_Format(PyExc_TypeError, "insert expected 2 arguments, got %zd", count);
    return nullptr;
  }
  const Py_ssize_t index = internal::OrPark(PyNumber_AsSsize_t, values[0], PyExc_OverflowError);
  if (index == -1 && PyErr_Occurred() != nullptr) return nullptr;
  return Insert(self, index, values[1]) ? Py_NewRef(Py_None) : nullptr;
}

PyObject* Extend(PyObject* self, PyObject* values) {
  return Replace(self, {kEnd, kEnd, 1}, values) ? Py_NewRef(Py_None) : nullptr;
}

PyObject* ExtendInPlace(PyObject* self, PyObject* values) {
  return Replace(self, {kEnd, kEnd, 1}, values) ? Py_NewRef(self) : nullptr;
}

PyObject* ClearItems(PyObject* self, PyObject*) {
  return Replace(self, {0, kEnd, 1}, nullptr) ? Py_NewRef(Py_None) : nullptr;
}

PyObject* Pop(PyObject* self, PyObject* const* values, Py_ssize_t count) {
  if (count > 1) {
    PyErr_Format(PyExc_TypeError, "pop expected at most 1 argument, got %zd", count);
    return nullptr;
  }
  Py_ssize_t index = -1;
  if (count == 1) {
    index = internal::OrPark(PyNumber_AsSsize_t, values[0], PyExc_IndexError);
    if (index == -1 && PyErr_Occurred() != nullptr) return nullptr;
  }
  if (!MayChange(TableOf(self).assign)) return nullptr;
  const Py_ssize_t size = Length(self);
  if (size < 0) return nullptr;
  if (index < 0) index += size;
  if (index < 0 || index >= size) {
    PyErr_SetString(PyExc_IndexError, size == 0 ? "pop from empty list" : "pop index out of range");
    return nullptr;
  }
  Held item(Item(self, index));
  return item.get() != nullptr && Delete(self, index) ? item.Release() : nullptr;
}

PyObject* Reverse(PyObject* self, PyObject*) {
  const ListTable& table = TableOf(self);
  if (!MayChange(table.reverse)) return nullptr;
  const Access access(AsView(self));
  if (!access) return nullptr;
  table.reverse(access.container());
  NoteChange(AsView(self));
  return Py_NewRef(Py_None);
}

PyObject* Sort(PyObject* self, PyObject* args, PyObject* kwargs) {
  if (!MayChange(TableOf(self).assign)) return nullptr;
  const Held list(CopyAll(self));
  if (list.get() == nullptr) return nullptr;
  const Held sort(PyObject_GetAttrString(list.get(), "sort"));
  if (sort.get() == nullptr) return nullptr;
  const Held done(internal::OrPark(PyObject_Call, sort.get(), args, kwargs));
  if (done.get() == nullptr || !Replace(self, {0, kEnd, 1}, list.get())) return nullptr;
  return Py_NewRef(Py_None);
}

// --- As a list ---

PyObject* MakeCopy(PyObject* self, PyObject*) { return CopyAll(self); }

PyObject* Repr(PyObject* self) { return ReprAs(self, &CopyAll); }

PyObject* Reduce(PyObject* self, PyObject*) { return ReduceTo(&PyList_Type, CopyAll(self)); }

constinit PyOnce<Py<Type>> once;

// A list as it is, a view as a new list; null with NotImplemented for anything else, and with an
// error set.
PyObject* AsList(PyObject* object, PyObject*& not_implemented) {
  if (PyList_Check(object)) return Py_NewRef(object);
  if (IsOf(once, object)) return CopyAll(object);
  not_implemented = Py_NewRef(Py_NotImplemented);
  return nullptr;
}

PyObject* Compare(PyObject* self, PyObject* other, int operation) {
  PyObject* not_implemented = nullptr;
  const Held second(AsList(other, not_implemented));
  if (second.get() == nullptr) return not_implemented;
  const Held first(CopyAll(self));
  if (first.get() == nullptr) return nullptr;
  return internal::OrPark(PyObject_RichCompare, first.get(), second.get(), operation);
}

PyObject* Concatenate(PyObject* self, PyObject* other) {
  PyObject* not_implemented = nullptr;
  const Held second(AsList(other, not_implemented));
  if (second.get() == nullptr) return not_implemented;
  const Held first(AsList(self, not_implemented));
  if (first.get() == nullptr) return not_implemented;
  return PySequence_Concat(first.get(), second.get());
}

PyObject* Repeat(PyObject* self, Py_ssize_t count) {
  const Held list(CopyAll(self));
  return list.get() != nullptr ? PySequence_Repeat(list.get(), count) : nullptr;
}

PyMethodDef methods[] = {
    {"append", kGuarded<&Append>, METH_O, "append($self, value, /)\n--\n\nAppend an item."},
    {"clear", kGuarded<&ClearItems>, METH_NOARGS, "clear($self, /)\n--\n\nRemove all items."},
    {"copy", kGuarded<&MakeCopy>, METH_NOARGS, "copy($self, /)\n--\n\nReturn a list of the items."},
    {"count", kGuarded<&Count>, METH_O,
     "count($self, value, /)\n--\n\nReturn how many items equal value."},
    {"extend", kGuarded<&Extend>, METH_O,
     "extend($self, values, /)\n--\n\nAppend the items of an iterable."},
    {"index", Method<&Index>(), METH_FASTCALL,
     "index($self, value, start=0, stop=sys.maxsize, /)\n--\n\n"
     "Return the index of the first item that equals value, or raise ValueError."},
    {"insert", Method<&InsertAt>(), METH_FASTCALL,
     "insert($self, index, value, /)\n--\n\nInsert an item before index."},
    {"pop", Method<&Pop>(), METH_FASTCALL,
     "pop($self, index=-1, /)\n--\n\nRemove the item at index, and return it."},
    {"remove", kGuarded<&Remove>, METH_O,
     "remove($self, value, /)\n--\n\n"
     "Remove the first item that equals value, or raise ValueError."},
    {"reverse", kGuarded<&Reverse>, METH_NOARGS,
     "reverse($self, /)\n--\n\nReverse the items in place."},
    {"sort", Method<&Sort>(), METH_VARARGS | METH_KEYWORDS,
     "sort($self, /, *, key=None, reverse=False)\n--\n\nSort the items in place."},
    {"__reduce__", kGuarded<&Reduce>, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyType_Slot slots[] = {
    {Py_tp_doc, const_cast<char*>("A list that shows a container of C++.")},
    {Py_tp_dealloc, reinterpret_cast<void*>(&Deallocate)},
    {Py_tp_traverse, reinterpret_cast<void*>(&Traverse)},
    {Py_tp_clear, reinterpret_cast<void*>(&Clear)},
    {Py_tp_repr, Slot<&Repr>()},
    {Py_tp_hash, reinterpret_cast<void*>(&PyObject_HashNotImplemented)},
    {Py_tp_richcompare, Slot<&Compare>()},
    {Py_tp_iter, reinterpret_cast<void*>(&PySeqIter_New)},  // by index, as over a list
    {Py_tp_methods, methods},
    {Py_mp_length, Slot<&Length>()},
    {Py_mp_subscript, Slot<&Subscript>()},
    {Py_mp_ass_subscript, Slot<&AssignSubscript>()},
    {Py_sq_length, Slot<&Length>()},
    {Py_sq_item, Slot<&Item>()},
    {Py_sq_contains, Slot<&Contains>()},
    {Py_sq_repeat, Slot<&Repeat>()},
    {Py_nb_add, Slot<&Concatenate>()},
    {Py_nb_inplace_add, Slot<&ExtendInPlace>()},
    {0, nullptr},
};

PyType_Spec spec = {"ferrule.ListView", sizeof(ListView), 0,
                    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_SEQUENCE |
                        Py_TPFLAGS_DISALLOW_INSTANTIATION | Py_TPFLAGS_IMMUTABLETYPE,
                    slots};

}  // namespace

PyObject* NewList(const ListTable& table, void* container, const convert::Owner& owner) try {
  PyObject* const self = NewView(Require(once, spec, "MutableSequence"), container, owner);
  if (self != nullptr) reinterpret_cast<ListView*>(self)->table = &table;
  return self;
} catch (const std::exception& error) {
  return glue::Raise(error);
}

}  // namespace views
}  // namespace abi_1
}  // namespace ferrule
