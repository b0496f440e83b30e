// A Python callable as a std::function, by hand.
#ifndef FERRULE_BENCHMARKS_LIMIT_CALLABLE_H_
#define FERRULE_BENCHMARKS_LIMIT_CALLABLE_H_

#include <exception>
#include <functional>
#include <memory>
#include <utility>

#include "benchmarks/limit/attached.h"
#include "ferrule/python_compat.h"

namespace limit {

// Python has raised, and the error is set.
class PythonError : public std::exception {
 public:
  const char* what() const noexcept override { return "a Python error"; }
};

// One reference to a callable, for all copies of a function: they may be made and dropped on any
// thread.
class Callable {
 public:
  explicit Callable(PyObject* object) : object_(Py_NewRef(object)) {}
  ~Callable() {
    const Attached attached;
    Py_DECREF(object_);
  }
  Callable(const Callable&) = delete;
  Callable& operator=(const Callable&) = delete;

  // Throws: PythonError.
  int operator()(int value) const;

 private:
  PyObject* object_;
};

// False with an error set.
bool AsFunction(PyObject* object, std::function<int(int)>& out);

}  // namespace limit

#endif  // FERRULE_BENCHMARKS_LIMIT_CALLABLE_H_
