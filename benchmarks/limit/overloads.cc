// The functions of overloads.h.
#include "benchmarks/overloads.h"

#include <cstddef>
#include <new>

#include "benchmarks/limit/call.h"
#include "benchmarks/limit/containers.h"
#include "benchmarks/limit/convert.h"
#include "benchmarks/limit/state.h"

namespace limit {
namespace {

constexpr const char* kAbNames[] = {"a", "b"};
constexpr Parameters kByCount = {"by_count", kAbNames, 2, 1};
constexpr const char* kValueNames[] = {"value"};
constexpr OneParameter kIntOrFloat = {{"int_or_float", kValueNames, 1, 1}, &State::value_name};
constexpr OneParameter kIntOrStr = {{"int_or_str", kValueNames, 1, 1}, &State::value_name};
constexpr OneParameter kEither = {{"either", kValueNames, 1, 1}, &State::value_name};
constexpr const char* kValuesNames[] = {"values"};
constexpr OneParameter kIntsOrFloats = {{"ints_or_floats", kValuesNames, 1, 1},
                                        &State::values_name};

// Says which types there are to choose among.
[[gnu::cold]] PyObject* RaiseNone(const char* function, const char* types, PyObject* object) {
  PyErr_Format(PyExc_TypeError, "%s() takes %s, not '%s'", function, types,
               Py_TYPE(object)->tp_name);
  return nullptr;
}

PyObject* ByCount(PyObject*, PyObject* const* values, Py_ssize_t nargs, PyObject* kwnames) {
  PyObject* bound[2];
  if (kwnames != nullptr || nargs < 1 || nargs > 2) [[unlikely]] {
    if (!Bind(kByCount, GetState().abc_names, values, nargs, kwnames, bound)) return nullptr;
    values = bound;
    nargs = bound[1] != nullptr ? 2 : 1;
  }
  int a;
  int b;
  if (!AsInt(values[0], a)) return BadArgument(kByCount, 0);
  if (nargs == 1) return PyLong_FromLong(core::by_count(a));
  if (!AsInt(values[1], b)) return BadArgument(kByCount, 1);
  return PyLong_FromLong(core::by_count(a, b));
}

PyObject* WithInt(PyObject* object) {
  int value;
  if (!AsInt(object, value)) return BadArgument(kIntOrFloat);
  return PyLong_FromLong(core::int_or_float(value));
}

// What is neither of the two: an int by conversion, else a float by conversion.
[[gnu::cold]] PyObject* IntOrFloatSlow(PyObject* object) {
  if (PyLong_Check(object) || PyIndex_Check(object)) return WithInt(object);
  double value;
  if (!AsDouble(object, value)) {
    if (PyErr_ExceptionMatches(PyExc_TypeError))
      return RaiseNone("int_or_float", "int or float", object);
    return BadArgument(kIntOrFloat);
  }
  return PyFloat_FromDouble(core::int_or_float(value));
}

PyObject* IntOrFloat(PyObject*, PyObject* const* values, Py_ssize_t nargs, PyObject* kwnames) {
  PyObject* const object = TakeOne(kIntOrFloat, values, nargs, kwnames);
  if (object == nullptr) return nullptr;
  if (PyLong_CheckExact(object)) return WithInt(object);
  if (PyFloat_CheckExact(object)) {
    return PyFloat_FromDouble(core::int_or_float(PyFloat_AS_DOUBLE(object)));
  }
  return IntOrFloatSlow(object);
}

PyObject* IntOrStr(PyObject* object) {
  if (PyLong_Check(object) || (!PyUnicode_Check(object) && PyIndex_Check(object))) {
    int value;
    if (!AsInt(object, value)) return BadArgument(kIntOrStr);
    return PyLong_FromLong(core::int_or_str(value));
  }
  if (!PyUnicode_Check(object)) return RaiseNone("int_or_str", "int or str", object);
  std::string_view text;
  if (!AsText(object, text)) return BadArgument(kIntOrStr);
  return PyLong_FromSize_t(core::int_or_str(std::string(text)));
}

// Instances of Left and Right, as those of Point: the C++ object in place, null until __init__.
template <class T>
struct Instance {
  PyObject_HEAD T* pointer;
  alignas(T) std::byte storage[sizeof(T)];
};

[[gnu::cold]] PyObject* RaiseNotInitialized(PyObject* self) {
  PyErr_Format(PyExc_TypeError, "%s.__init__() has not been called", Py_TYPE(self)->tp_name);
  return nullptr;
}

template <class T>
PyObject* CallEither(PyObject* object) {
  const T* const value = reinterpret_cast<Instance<T>*>(object)->pointer;
  return value != nullptr ? PyLong_FromLong(core::either(*value)) : RaiseNotInitialized(object);
}

PyObject* Either(PyObject*, PyObject* const* values, Py_ssize_t nargs, PyObject* kwnames) {
  PyObject* const object = TakeOne(kEither, values, nargs, kwnames);
  if (object == nullptr) return nullptr;
  State& state = GetState();
  if (Py_IS_TYPE(object, state.left)) return CallEither<core::Left>(object);
  if (Py_IS_TYPE(object, state.right)) return CallEither<core::Right>(object);
  if (PyObject_TypeCheck(object, state.left)) return CallEither<core::Left>(object);
  if (PyObject_TypeCheck(object, state.right)) return CallEither<core::Right>(object);
  return RaiseNone("either", "Left or Right", object);
}

template <class T>
int Init(PyObject* self, PyObject* args, PyObject* kwargs) {
  if (PyTuple_GET_SIZE(args) != 0 || (kwargs != nullptr && PyDict_GET_SIZE(kwargs) != 0)) {
    PyErr_SetString(PyExc_TypeError, "__init__() takes no arguments");
    return -1;
  }
  auto* const instance = reinterpret_cast<Instance<T>*>(self);
  instance->pointer = ::new (instance->storage) T();
  return 0;
}

PyObject* New(PyTypeObject* type, PyObject*, PyObject*) { return type->tp_alloc(type, 0); }

void Dealloc(PyObject* self) {
  PyTypeObject* const type = Py_TYPE(self);
  type->tp_free(self);
  Py_DECREF(type);
}

template <class T>
PyTypeObject* AddClass(PyObject* module, const char* name) {
  PyType_Slot slots[] = {
      {Py_tp_new, reinterpret_cast<void*>(&New)},
      {Py_tp_init, reinterpret_cast<void*>(&Init<T>)},
      {Py_tp_dealloc, reinterpret_cast<void*>(&Dealloc)},
      {0, nullptr},
  };
  PyType_Spec spec = {name, sizeof(Instance<T>), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
                      slots};
  auto* const type =
      reinterpret_cast<PyTypeObject*>(PyType_FromModuleAndSpec(module, &spec, nullptr));
  return type != nullptr && PyModule_AddType(module, type) == 0 ? type : nullptr;
}

// Whether the first item of a list that is no int is an exact float: then all go to the other
// function. A list without items goes to the first.
bool IsForFloats(PyObject* object) {
  if (!PyList_CheckExact(object) && !PyTuple_CheckExact(object)) return false;
  const Py_ssize_t size = PySequence_Fast_GET_SIZE(object);
  for (Py_ssize_t i = 0; i < size; ++i) {
    PyObject* const item = PySequence_Fast_GET_ITEM(object, i);
    if (!PyLong_Check(item) && !PyIndex_Check(item)) return true;
  }
  return false;
}

PyObject* IntsOrFloats(PyObject* object) {
  if (IsForFloats(object)) {
    std::vector<double> values;
    if (!AsDoubles(object, values)) {
      if (!PyErr_ExceptionMatches(PyExc_TypeError)) return BadArgument(kIntsOrFloats);
      return RaiseNone("ints_or_floats", "ints or floats", object);
    }
    return PyFloat_FromDouble(core::ints_or_floats(values));
  }
  std::vector<int> values;
  if (!AsInts(object, values)) return BadArgument(kIntsOrFloats);
  return PyLong_FromLong(core::ints_or_floats(values));
}

PyObject* LastArgument(PyObject*, PyObject* const* values, Py_ssize_t nargs,
                       PyObject* kwnames) try {
  if (kwnames != nullptr && PyTuple_GET_SIZE(kwnames) != 0) [[unlikely]]
    return RaiseKeyword("last_argument", "an unexpected keyword", PyTuple_GET_ITEM(kwnames, 0));
  std::vector<int> args(static_cast<std::size_t>(nargs));
  for (Py_ssize_t i = 0; i < nargs; ++i) {
    if (!AsInt(values[i], args[static_cast<std::size_t>(i)])) {
      BadItem(i);
      return nullptr;
    }
  }
  return PyLong_FromLong(core::last_argument(args));
} catch (const std::exception& error) {
  return Raise(error);
} catch (...) {
  return RaiseUnknown();
}

PyMethodDef overloads[] = {
    Define("by_count", &ByCount),
    Define("int_or_float", &IntOrFloat),
    Define("int_or_str", &Function<kIntOrStr, &IntOrStr>),
    Define("either", &Either),
    Define("ints_or_floats", &Function<kIntsOrFloats, &IntsOrFloats>),
    Define("last_argument", &LastArgument),
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace

bool AddOverloads(PyObject* module, State& state) {
  state.left = AddClass<core::Left>(module, "limit.Left");
  state.right = AddClass<core::Right>(module, "limit.Right");
  return state.left != nullptr && state.right != nullptr &&
         PyModule_AddFunctions(module, overloads) == 0;
}

}  // namespace limit
