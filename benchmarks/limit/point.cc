#include "benchmarks/limit/point.h"

#include <memory>
#include <vector>

#include "benchmarks/limit/convert.h"

namespace limit {

core::Point* RaiseNotInitialized(PyObject* self) {
  PyErr_Format(PyExc_TypeError, "%s.__init__() has not been called", Py_TYPE(self)->tp_name);
  return nullptr;
}

core::Point* PointSlow(PyObject* object, PyTypeObject* type) {
  if (PyObject_TypeCheck(object, type)) return Self(object);
  RaiseExpected("Point", object);
  return nullptr;
}

namespace {

constexpr const char* kNames[] = {"x", "y"};
constexpr Parameters kParameters = {"Point.__init__", kNames, 2, 2};

// The arguments of Point(x, y). False with an error set.
bool Unpack(PyObject* const* values, Py_ssize_t nargs, PyObject* kwnames, int& x, int& y) {
  PyObject* bound[2];
  if (kwnames != nullptr || nargs != 2) [[unlikely]] {
    if (!Bind(kParameters, GetState().point_names, values, nargs, kwnames, bound)) return false;
    values = bound;
  }
  if (!AsInt(values[0], x)) return BadArgument(kParameters, 0) != nullptr;
  if (!AsInt(values[1], y)) return BadArgument(kParameters, 1) != nullptr;
  return true;
}

PyObject* Vectorcall(PyObject* type, PyObject* const* values, std::size_t nargsf,
                     PyObject* kwnames) {
  int x, y;
  if (!Unpack(values, PyVectorcall_NARGS(nargsf), kwnames, x, y)) return nullptr;
  return NewPoint(reinterpret_cast<PyTypeObject*>(type), [x, y] { return core::Point(x, y); });
}

// Only subclasses come this way.
int Init(PyObject* self, PyObject* args, PyObject* kwargs) {
  auto* const object = reinterpret_cast<PointObject*>(self);
  if (object->pointer != nullptr) {
    PyErr_SetString(PyExc_RuntimeError, "Point.__init__() has been called already");
    return -1;
  }
  static const char* const kKeywords[] = {"x", "y", nullptr};
  PyObject* values[2];
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "OO:Point", const_cast<char**>(kKeywords),
                                   &values[0], &values[1])) {
    return -1;
  }
  int x, y;
  if (!Unpack(values, 2, nullptr, x, y)) return -1;
  object->pointer = ::new (object->storage) core::Point(x, y);
  return 0;
}

PyObject* New(PyTypeObject* type, PyObject*, PyObject*) { return type->tp_alloc(type, 0); }

// A Point needs no destructor.
void Dealloc(PyObject* self) {
  PyTypeObject* const type = Py_TYPE(self);
  type->tp_free(self);
  Py_DECREF(type);
}

PyObject* Sum(PyObject* self, PyObject*) {
  const core::Point* const point = Self(self);
  return point != nullptr ? PyLong_FromLong(point->sum()) : nullptr;
}

PyObject* Product(PyObject* self, void*) {
  const core::Point* const point = Self(self);
  return point != nullptr ? PyLong_FromLong(point->product()) : nullptr;
}

template <int core::Point::* kField>
PyObject* Get(PyObject* self, void*) {
  const core::Point* const point = Self(self);
  return point != nullptr ? PyLong_FromLong(point->*kField) : nullptr;
}

template <int core::Point::* kField>
int Set(PyObject* self, PyObject* value, void*) {
  if (value == nullptr) [[unlikely]] {
    PyErr_SetString(PyExc_TypeError, "Point's attributes cannot be deleted");
    return -1;
  }
  core::Point* const point = Self(self);
  if (point == nullptr) return -1;
  return AsInt(value, point->*kField) ? 0 : BadAttribute("Point");
}

PyMethodDef methods[] = {
    {"sum", &Sum, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyGetSetDef properties[] = {
    {"product", &Product, nullptr, nullptr, nullptr},
    {"x", &Get<&core::Point::x>, &Set<&core::Point::x>, nullptr, nullptr},
    {"y", &Get<&core::Point::y>, &Set<&core::Point::y>, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

PyType_Slot slots[] = {
    {Py_tp_new, reinterpret_cast<void*>(&New)},
    {Py_tp_init, reinterpret_cast<void*>(&Init)},
    {Py_tp_dealloc, reinterpret_cast<void*>(&Dealloc)},
    {Py_tp_methods, methods},
    {Py_tp_getset, properties},
    {0, nullptr},
};

PyType_Spec spec = {"limit.Point", sizeof(PointObject), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
                    slots};

}  // namespace

bool AddPoint(PyObject* module, State& state) {
  if (!Intern(kParameters, state.point_names)) return false;
  state.point = reinterpret_cast<PyTypeObject*>(PyType_FromModuleAndSpec(module, &spec, nullptr));
  if (state.point == nullptr) return false;
  state.point->tp_vectorcall = &Vectorcall;
  return PyModule_AddType(module, state.point) == 0;
}

}  // namespace limit
