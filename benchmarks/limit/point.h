// core::Point as a Python object.
#ifndef FERRULE_BENCHMARKS_LIMIT_POINT_H_
#define FERRULE_BENCHMARKS_LIMIT_POINT_H_

#include <cstddef>
#include <new>

#include "benchmarks/core.h"
#include "benchmarks/limit/state.h"

namespace limit {

struct PointObject {
  PyObject_HEAD core::Point* pointer;  // null until __init__
  alignas(core::Point) std::byte storage[sizeof(core::Point)];
};

[[gnu::cold]] core::Point* RaiseNotInitialized(PyObject* self);
[[gnu::cold]] core::Point* PointSlow(PyObject* object, PyTypeObject* type);

// The C++ object of what is known to be a Point; null with an error set.
inline core::Point* Self(PyObject* self) {
  core::Point* const point = reinterpret_cast<PointObject*>(self)->pointer;
  return point != nullptr ? point : RaiseNotInitialized(self);
}

// The same for any object.
inline core::Point* AsPoint(PyObject* object) {
  PyTypeObject* const type = GetState().point;
  if (Py_IS_TYPE(object, type)) [[likely]]
    return Self(object);
  return PointSlow(object, type);
}

// A Point of exactly this class, its C++ object made in place by `make`.
template <class Make>
PyObject* NewPoint(PyTypeObject* type, Make make) {
  PointObject* const self = PyObject_New(PointObject, type);
  if (self == nullptr) [[unlikely]]
    return nullptr;
  self->pointer = ::new (self->storage) core::Point(make());
  return reinterpret_cast<PyObject*>(self);
}

}  // namespace limit

#endif  // FERRULE_BENCHMARKS_LIMIT_POINT_H_
