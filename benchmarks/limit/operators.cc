// The classes of operators.h.
#include "benchmarks/operators.h"

#include <cstddef>
#include <new>

#include "benchmarks/limit/convert.h"
#include "benchmarks/limit/state.h"

namespace limit {
namespace {

// Instances as those of Point: the C++ object in place, null until __init__.
template <class T>
struct Instance {
  PyObject_HEAD T* pointer;
  alignas(T) std::byte storage[sizeof(T)];
};

[[gnu::cold]] void RaiseNotInitialized(PyObject* self) {
  PyErr_Format(PyExc_TypeError, "%s.__init__() has not been called", Py_TYPE(self)->tp_name);
}

// The C++ object of what is known to be a T; null with an error set.
template <class T>
T* Self(PyObject* self) {
  T* const object = reinterpret_cast<Instance<T>*>(self)->pointer;
  if (object == nullptr) [[unlikely]]
    RaiseNotInitialized(self);
  return object;
}

template <class T>
void Dealloc(PyObject* self) {
  auto* const instance = reinterpret_cast<Instance<T>*>(self);
  if (instance->pointer != nullptr) instance->pointer->~T();
  PyTypeObject* const type = Py_TYPE(self);
  type->tp_free(self);
  Py_DECREF(type);
}

PyObject* New(PyTypeObject* type, PyObject*, PyObject*) { return type->tp_alloc(type, 0); }

// --- Vec ---

bool IsVec(PyObject* object) { return PyObject_TypeCheck(object, GetState().vec); }

bool IsNumber(PyObject* object) { return PyFloat_Check(object) || PyLong_Check(object); }

PyObject* NewVec(const core::Vec& value) {
  auto* const self = PyObject_New(Instance<core::Vec>, GetState().vec);
  if (self == nullptr) [[unlikely]]
    return nullptr;
  self->pointer = ::new (self->storage) core::Vec(value);
  return reinterpret_cast<PyObject*>(self);
}

int InitVec(PyObject* self, PyObject* args, PyObject*) {
  double x;
  double y;
  if (!PyArg_ParseTuple(args, "dd", &x, &y)) return -1;
  auto* const instance = reinterpret_cast<Instance<core::Vec>*>(self);
  instance->pointer = ::new (instance->storage) core::Vec(x, y);
  return 0;
}

PyObject* NotImplemented() { return Py_NewRef(Py_NotImplemented); }

PyObject* Add(PyObject* left, PyObject* right) {
  if (!IsVec(left) || !IsVec(right)) return NotImplemented();
  const core::Vec* const a = Self<core::Vec>(left);
  if (a == nullptr) return nullptr;
  const core::Vec* const b = Self<core::Vec>(right);
  return b != nullptr ? NewVec(*a + *b) : nullptr;
}

PyObject* Multiply(PyObject* left, PyObject* right) {
  const bool is_left = IsVec(left);
  PyObject* const number = is_left ? right : left;
  PyObject* const vec = is_left ? left : right;
  if (!is_left && !IsVec(right)) return NotImplemented();
  if (!IsNumber(number)) return NotImplemented();
  const core::Vec* const v = Self<core::Vec>(vec);
  double factor;
  if (v == nullptr || !AsDouble(number, factor)) return nullptr;
  return NewVec(is_left ? *v * factor : factor * *v);
}

PyObject* Negative(PyObject* self) {
  const core::Vec* const v = Self<core::Vec>(self);
  return v != nullptr ? NewVec(-*v) : nullptr;
}

PyObject* AddInPlace(PyObject* self, PyObject* other) {
  if (!IsVec(other)) return NotImplemented();
  core::Vec* const v = Self<core::Vec>(self);
  if (v == nullptr) return nullptr;
  const core::Vec* const more = Self<core::Vec>(other);
  if (more == nullptr) return nullptr;
  *v += *more;
  return Py_NewRef(self);
}

PyObject* Compare(PyObject* self, PyObject* other, int operation) {
  if (!IsVec(other)) return NotImplemented();
  const core::Vec* const a = Self<core::Vec>(self);
  if (a == nullptr) return nullptr;
  const core::Vec* const b = Self<core::Vec>(other);
  if (b == nullptr) return nullptr;
  switch (operation) {
    case Py_EQ:
      return PyBool_FromLong(*a == *b);
    case Py_NE:
      return PyBool_FromLong(!(*a == *b));
    case Py_LT:
      return PyBool_FromLong(*a < *b);
  }
  return NotImplemented();
}

Py_hash_t Hash(PyObject* self) {
  const core::Vec* const v = Self<core::Vec>(self);
  if (v == nullptr) return -1;
  const auto hash = static_cast<Py_hash_t>(std::hash<core::Vec>()(*v));
  return hash == -1 ? -2 : hash;
}

int Truth(PyObject* self) {
  const core::Vec* const v = Self<core::Vec>(self);
  return v != nullptr ? static_cast<bool>(*v) : -1;
}

template <double core::Vec::* kField>
PyObject* Get(PyObject* self, void*) {
  const core::Vec* const v = Self<core::Vec>(self);
  return v != nullptr ? PyFloat_FromDouble(v->*kField) : nullptr;
}

PyGetSetDef vec_properties[] = {
    {"x", &Get<&core::Vec::x>, nullptr, nullptr, nullptr},
    {"y", &Get<&core::Vec::y>, nullptr, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

PyType_Slot vec_slots[] = {
    {Py_tp_new, reinterpret_cast<void*>(&New)},
    {Py_tp_init, reinterpret_cast<void*>(&InitVec)},
    {Py_tp_dealloc, reinterpret_cast<void*>(&Dealloc<core::Vec>)},
    {Py_tp_getset, vec_properties},
    {Py_tp_richcompare, reinterpret_cast<void*>(&Compare)},
    {Py_tp_hash, reinterpret_cast<void*>(&Hash)},
    {Py_nb_add, reinterpret_cast<void*>(&Add)},
    {Py_nb_multiply, reinterpret_cast<void*>(&Multiply)},
    {Py_nb_negative, reinterpret_cast<void*>(&Negative)},
    {Py_nb_inplace_add, reinterpret_cast<void*>(&AddInPlace)},
    {Py_nb_bool, reinterpret_cast<void*>(&Truth)},
    {0, nullptr},
};

PyType_Spec vec_spec = {"limit.Vec", sizeof(Instance<core::Vec>), 0,
                        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, vec_slots};

// --- Series ---

int InitSeries(PyObject* self, PyObject* args, PyObject*) {
  int count;
  if (!PyArg_ParseTuple(args, "i", &count)) return -1;
  auto* const instance = reinterpret_cast<Instance<core::Series>*>(self);
  instance->pointer = ::new (instance->storage) core::Series(count);
  return 0;
}

Py_ssize_t Length(PyObject* self) {
  const core::Series* const series = Self<core::Series>(self);
  return series != nullptr ? static_cast<Py_ssize_t>(series->size()) : -1;
}

[[gnu::cold]] void RaiseIndex() { PyErr_SetString(PyExc_IndexError, "Series index out of range"); }

// An index as the place of an item, which is there. Null with an error set.
core::Series* FindItem(PyObject* self, PyObject* key, std::size_t& index) {
  core::Series* const series = Self<core::Series>(self);
  if (series == nullptr) return nullptr;
  if (!PyIndex_Check(key)) {
    PyErr_SetString(PyExc_TypeError, "Series indices must be integers");
    return nullptr;
  }
  Py_ssize_t at = PyNumber_AsSsize_t(key, PyExc_IndexError);
  if (at == -1 && PyErr_Occurred() != nullptr) return nullptr;
  if (at < 0) at += static_cast<Py_ssize_t>(series->size());
  index = static_cast<std::size_t>(at);
  if (at < 0 || index >= series->size()) {
    RaiseIndex();
    return nullptr;
  }
  return series;
}

PyObject* Subscript(PyObject* self, PyObject* key) {
  std::size_t index;
  const core::Series* const series = FindItem(self, key, index);
  return series != nullptr ? PyFloat_FromDouble((*series)[index]) : nullptr;
}

int SetItem(PyObject* self, PyObject* key, PyObject* value) {
  if (value == nullptr) {
    PyErr_SetString(PyExc_TypeError, "'Series' object doesn't support item deletion");
    return -1;
  }
  std::size_t index;
  core::Series* const series = FindItem(self, key, index);
  double number;
  if (series == nullptr || !AsDouble(value, number)) return -1;
  (*series)[index] = number;
  return 0;
}

int Contains(PyObject* self, PyObject* value) {
  const core::Series* const series = Self<core::Series>(self);
  double number;
  return series != nullptr && AsDouble(value, number) ? series->contains(number) : -1;
}

struct Iterator {
  PyObject_HEAD PyObject* series;  // null at the end
  std::size_t index;
};

PyObject* Iterate(PyObject* self) {
  if (Self<core::Series>(self) == nullptr) return nullptr;
  auto* const iterator = PyObject_GC_New(Iterator, GetState().series_iterator);
  if (iterator == nullptr) return nullptr;
  iterator->series = Py_NewRef(self);
  iterator->index = 0;
  PyObject_GC_Track(iterator);
  return reinterpret_cast<PyObject*>(iterator);
}

PyObject* Next(PyObject* self) {
  auto* const iterator = reinterpret_cast<Iterator*>(self);
  if (iterator->series == nullptr) return nullptr;
  const core::Series* const series = Self<core::Series>(iterator->series);
  if (series == nullptr) return nullptr;
  if (iterator->index < series->size()) return PyFloat_FromDouble((*series)[iterator->index++]);
  Py_CLEAR(iterator->series);
  return nullptr;
}

int TraverseIterator(PyObject* self, visitproc visit, void* arg) {
  Py_VISIT(Py_TYPE(self));
  Py_VISIT(reinterpret_cast<Iterator*>(self)->series);
  return 0;
}

void DeallocIterator(PyObject* self) {
  PyTypeObject* const type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  Py_XDECREF(reinterpret_cast<Iterator*>(self)->series);
  type->tp_free(self);
  Py_DECREF(type);
}

PyType_Slot series_slots[] = {
    {Py_tp_new, reinterpret_cast<void*>(&New)},
    {Py_tp_init, reinterpret_cast<void*>(&InitSeries)},
    {Py_tp_dealloc, reinterpret_cast<void*>(&Dealloc<core::Series>)},
    {Py_tp_iter, reinterpret_cast<void*>(&Iterate)},
    {Py_mp_length, reinterpret_cast<void*>(&Length)},
    {Py_mp_subscript, reinterpret_cast<void*>(&Subscript)},
    {Py_mp_ass_subscript, reinterpret_cast<void*>(&SetItem)},
    {Py_sq_contains, reinterpret_cast<void*>(&Contains)},
    {0, nullptr},
};

PyType_Spec series_spec = {"limit.Series", sizeof(Instance<core::Series>), 0,
                           Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, series_slots};

PyType_Slot iterator_slots[] = {
    {Py_tp_iter, reinterpret_cast<void*>(&PyObject_SelfIter)},
    {Py_tp_iternext, reinterpret_cast<void*>(&Next)},
    {Py_tp_dealloc, reinterpret_cast<void*>(&DeallocIterator)},
    {Py_tp_traverse, reinterpret_cast<void*>(&TraverseIterator)},
    {0, nullptr},
};

PyType_Spec iterator_spec = {
    "limit.Series_iterator", sizeof(Iterator), 0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION, iterator_slots};

PyTypeObject* MakeType(PyObject* module, PyType_Spec& spec) {
  return reinterpret_cast<PyTypeObject*>(PyType_FromModuleAndSpec(module, &spec, nullptr));
}

}  // namespace

bool AddOperators(PyObject* module, State& state) {
  state.vec = MakeType(module, vec_spec);
  state.series = MakeType(module, series_spec);
  state.series_iterator = MakeType(module, iterator_spec);
  return state.vec != nullptr && state.series != nullptr && state.series_iterator != nullptr &&
         PyModule_AddType(module, state.vec) == 0 && PyModule_AddType(module, state.series) == 0;
}

}  // namespace limit
