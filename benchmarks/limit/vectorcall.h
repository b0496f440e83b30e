// A call without the detour of PyObject_Vectorcall: the callable's own function is called at once.
#ifndef FERRULE_BENCHMARKS_LIMIT_VECTORCALL_H_
#define FERRULE_BENCHMARKS_LIMIT_VECTORCALL_H_

#include <cstddef>
#include <cstring>

#include "ferrule/python_compat.h"

namespace limit {

// Returns a new reference; null with an error set. The callable is held by the caller.
inline PyObject* Vectorcall(PyObject* callable, PyObject* const* values, std::size_t nargsf,
                            PyObject* kwnames) {
  PyTypeObject* const type = Py_TYPE(callable);
  vectorcallfunc function = nullptr;
  if (PyType_HasFeature(type, Py_TPFLAGS_HAVE_VECTORCALL)) [[likely]] {
    std::memcpy(&function, reinterpret_cast<char*>(callable) + type->tp_vectorcall_offset,
                sizeof(function));
  }
  if (function == nullptr) [[unlikely]]
    return PyObject_Vectorcall(callable, values, nargsf, kwnames);
  return function(callable, values, nargsf, kwnames);
}

}  // namespace limit

#endif  // FERRULE_BENCHMARKS_LIMIT_VECTORCALL_H_
