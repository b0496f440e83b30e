// What a function by hand needs besides its conversions: keyword arguments, errors, exceptions.
#ifndef FERRULE_BENCHMARKS_LIMIT_CALL_H_
#define FERRULE_BENCHMARKS_LIMIT_CALL_H_

#include <exception>

#include "ferrule/python_compat.h"

namespace limit {

struct State;

struct Parameters {
  const char* function;
  const char* const* names;
  Py_ssize_t count;
  Py_ssize_t required;
  Py_ssize_t positional_only = 0;
  Py_ssize_t positional = count;  // with the positional-only ones
};

// Puts the arguments of a call with keywords into `bound`, null where none was given. `names` are
// the interned names. False with an error set. Also called when the number of arguments is wrong,
// for the error.
bool Bind(const Parameters& parameters, PyObject* const* names, PyObject* const* values,
          Py_ssize_t nargs, PyObject* kwnames, PyObject** bound);

// Interns the names of a function's parameters.
bool Intern(const Parameters& parameters, PyObject** names);

// What a function of one required parameter is about: its words, and where its name is.
struct OneParameter {
  Parameters parameters;
  PyObject* State::* name;
};

// The argument of such a function when it is not simply the only one. Null with an error set.
[[gnu::cold]] PyObject* BindOne(const OneParameter& one, PyObject* const* values, Py_ssize_t nargs,
                                PyObject* kwnames);

inline PyObject* TakeOne(const OneParameter& one, PyObject* const* values, Py_ssize_t nargs,
                         PyObject* kwnames) {
  if (kwnames == nullptr && nargs == 1) [[likely]]
    return values[0];
  return BindOne(one, values, nargs, kwnames);
}

// A function without parameters was called with some.
[[gnu::cold]] PyObject* RaiseTakesNone(const char* function);

// Says which parameter was not given, or what is wrong with a keyword.
[[gnu::cold]] PyObject* RaiseMissing(const Parameters& parameters, Py_ssize_t index);
[[gnu::cold]] PyObject* RaiseKeyword(const char* function, const char* problem, PyObject* key);

// Says which argument the current error is about.
[[gnu::cold]] PyObject* BadArgument(const Parameters& parameters, Py_ssize_t index);
inline PyObject* BadArgument(const OneParameter& one) { return BadArgument(one.parameters, 0); }
[[gnu::cold]] int BadAttribute(const char* attribute);

// Says in which item, key or value. All return false.
[[gnu::cold]] bool BadItem(Py_ssize_t index);
[[gnu::cold]] bool BadItem(PyObject* item);
[[gnu::cold]] bool BadKey(PyObject* key);
[[gnu::cold]] bool BadValue(PyObject* key);

// The Python error for a C++ exception.
[[gnu::cold]] PyObject* Raise(const std::exception& error);

// To be called in a handler for everything that is no std::exception.
[[gnu::cold]] PyObject* RaiseUnknown();

// A function of one parameter, whose body may throw: kBody has the argument and returns the result.
template <const OneParameter& kOne, PyObject* (*kBody)(PyObject* argument)>
PyObject* Function(PyObject*, PyObject* const* values, Py_ssize_t nargs, PyObject* kwnames) try {
  PyObject* const argument = TakeOne(kOne, values, nargs, kwnames);
  return argument != nullptr ? kBody(argument) : nullptr;
} catch (const std::exception& error) {
  return Raise(error);
} catch (...) {
  return RaiseUnknown();
}

using WithKeywords = PyObject*(PyObject*, PyObject* const*, Py_ssize_t, PyObject*);

inline PyMethodDef Define(const char* name, WithKeywords* function) {
  return {name, reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function)),
          METH_FASTCALL | METH_KEYWORDS, nullptr};
}

}  // namespace limit

#endif  // FERRULE_BENCHMARKS_LIMIT_CALL_H_
