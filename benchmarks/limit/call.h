// What a function by hand needs besides its conversions: keyword arguments, errors, exceptions.
#ifndef FERRULE_BENCHMARKS_LIMIT_CALL_H_
#define FERRULE_BENCHMARKS_LIMIT_CALL_H_

#include <exception>

#include "ferrule/python_compat.h"

namespace limit {

struct Parameters {
  const char* function;
  const char* const* names;
  Py_ssize_t count;
  Py_ssize_t required;
};

// Puts the arguments of a call with keywords into `bound`, null where none was given. `names` are
// the interned names. False with an error set. Also called when the number of arguments is wrong,
// for the error.
bool Bind(const Parameters& parameters, PyObject* const* names, PyObject* const* values,
          Py_ssize_t nargs, PyObject* kwnames, PyObject** bound);

// Interns the names of a function's parameters.
bool Intern(const Parameters& parameters, PyObject** names);

// A function without parameters was called with some.
[[gnu::cold]] PyObject* RaiseTakesNone(const char* function);

// Says which argument the current error is about.
[[gnu::cold]] PyObject* BadArgument(const Parameters& parameters, Py_ssize_t index);
[[gnu::cold]] int BadAttribute(const char* attribute);

// The Python error for a C++ exception.
[[gnu::cold]] PyObject* Raise(const std::exception& error);

// To be called in a handler for everything that is no std::exception.
[[gnu::cold]] PyObject* RaiseUnknown();

}  // namespace limit

#endif  // FERRULE_BENCHMARKS_LIMIT_CALL_H_
