#include "benchmarks/limit/callable.h"

#include "benchmarks/limit/convert.h"
#include "benchmarks/limit/vectorcall.h"

namespace limit {
namespace {

// The count of how deep calls nest: here it may be C++ alone that recurses.
class Level {
 public:
  Level() {
    if (Py_EnterRecursiveCall(" while calling a Python object") != 0) throw PythonError();
  }
  ~Level() { Py_LeaveRecursiveCall(); }
  Level(const Level&) = delete;
  Level& operator=(const Level&) = delete;
};

// The result of callable(value), a new reference; null with an error set.
PyObject* Call(PyObject* callable, int value) {
  PyObject* arguments[2] = {nullptr, PyLong_FromLong(value)};
  if (arguments[1] == nullptr) return nullptr;
  Py_INCREF(callable);  // what is called may drop the function
  PyObject* const result =
      Vectorcall(callable, arguments + 1, 1 | PY_VECTORCALL_ARGUMENTS_OFFSET, nullptr);
  Py_DECREF(callable);
  Py_DECREF(arguments[1]);
  return result;
}

}  // namespace

int Callable::operator()(int value) const {
  const Attached attached;
  const Level level;
  PyObject* const object = Call(object_, value);
  if (object == nullptr) throw PythonError();
  int result;
  const bool is_int = AsInt(object, result);
  Py_DECREF(object);
  if (!is_int) throw PythonError();
  return result;
}

bool AsFunction(PyObject* object, std::function<int(int)>& out) {
  if (!PyCallable_Check(object)) return RaiseExpected("Callable[[int], int]", object);
  out = [callable = std::make_shared<const Callable>(object)](int value) {
    return (*callable)(value);
  };
  return true;
}

}  // namespace limit
