// Containers by hand, from Python and to Python.
//
// What the items of a list are in the common case is read without more ado: that runs no Python
// code, so nothing can change meanwhile. From the first other item on each is held while it is
// converted, and lengths are read anew, out of line.
#ifndef FERRULE_BENCHMARKS_LIMIT_CONTAINERS_H_
#define FERRULE_BENCHMARKS_LIMIT_CONTAINERS_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "ferrule/python_compat.h"

namespace limit {

// False with an error set.
bool AsDoubles(PyObject* object, std::vector<double>& out);
bool AsInts(PyObject* object, std::vector<int>& out);
bool AsTexts(PyObject* object, std::vector<std::string>& out);
bool AsMap(PyObject* object, std::map<std::string, int>& out);
bool AsSet(PyObject* object, std::set<int>& out);

// New references; null with an error set.
PyObject* FromDoubles(const std::vector<double>& values);
PyObject* FromInts(const std::vector<int>& values);
PyObject* FromTexts(const std::vector<std::string>& values);
PyObject* FromMap(const std::map<std::string, int>& values);
PyObject* FromSet(const std::set<int>& values);

// The two items of a pair, and the three of a tuple of an int, a float and a str: `kCount` borrowed
// references, held by what is put into `owned`, a new reference or null. False with an error set.
template <Py_ssize_t kCount>
bool TakeItems(PyObject* object, const char* expected, PyObject* const*& items, PyObject*& owned);

[[gnu::cold]] bool TakeItemsSlow(PyObject* object, const char* expected, Py_ssize_t count,
                                 PyObject* const*& items, PyObject*& owned);

template <Py_ssize_t kCount>
bool TakeItems(PyObject* object, const char* expected, PyObject* const*& items, PyObject*& owned) {
  owned = nullptr;
  if (PyTuple_CheckExact(object) && PyTuple_GET_SIZE(object) == kCount) [[likely]] {
    items = reinterpret_cast<PyTupleObject*>(object)->ob_item;
    return true;
  }
  return TakeItemsSlow(object, expected, kCount, items, owned);
}

}  // namespace limit

#endif  // FERRULE_BENCHMARKS_LIMIT_CONTAINERS_H_
