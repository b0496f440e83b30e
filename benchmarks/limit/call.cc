#include "benchmarks/limit/call.h"

#include <cstring>
#include <new>
#include <stdexcept>
#include <typeinfo>

#include "benchmarks/limit/state.h"

namespace limit {
namespace {

// For a name that is not interned, or no parameter's.
[[gnu::cold]] Py_ssize_t FindEqual(PyObject* const* names, Py_ssize_t count, PyObject* key) {
  for (Py_ssize_t i = 0; i < count; ++i) {
    if (PyUnicode_Compare(names[i], key) == 0) return i;
  }
  return -1;
}

// The place of the keyword `key`, or -1. Keywords written in a call are interned and mostly in
// order: it is looked for from `first` on, and then before it.
Py_ssize_t Find(PyObject* const* names, Py_ssize_t count, PyObject* key, Py_ssize_t first) {
  for (Py_ssize_t i = first; i < count; ++i) {
    if (names[i] == key) return i;
  }
  for (Py_ssize_t i = 0; i < first; ++i) {
    if (names[i] == key) return i;
  }
  return FindEqual(names, count, key);
}

[[gnu::cold]] bool RaiseTooMany(const Parameters& parameters, Py_ssize_t nargs) {
  PyErr_Format(PyExc_TypeError, "%s() takes at most %zd arguments but %zd were given",
               parameters.function, parameters.positional, nargs);
  return false;
}

// `where: message` in place of the current error's message, if a message is all that it has. Steals
// `where`.
void Prefix(PyObject* where) {
  PyObject* const error = ferrule::compat::TakeRaisedException();
  auto* const type = reinterpret_cast<PyObject*>(Py_TYPE(error));
  if (where != nullptr &&
      (type == PyExc_TypeError || type == PyExc_OverflowError || type == PyExc_ValueError)) {
    PyErr_Format(type, "%U: %S", where, error);
    Py_DECREF(error);
  } else {
    PyErr_Clear();  // what kept `where` from being made
    ferrule::compat::SetRaisedException(error);
  }
  Py_XDECREF(where);
}

// The same with the representation of an object, if that can be made without an error.
bool PrefixShown(const char* format, PyObject* object) {
  PyObject* const error = ferrule::compat::TakeRaisedException();
  PyObject* const where = PyUnicode_FromFormat(format, object);
  PyErr_Clear();
  ferrule::compat::SetRaisedException(error);
  if (where != nullptr) Prefix(where);
  return false;
}

PyObject* TypeFor(const std::exception& error) {
  if (typeid(error) == typeid(std::runtime_error)) return PyExc_RuntimeError;
  if (dynamic_cast<const std::out_of_range*>(&error) != nullptr) return PyExc_IndexError;
  if (dynamic_cast<const std::overflow_error*>(&error) != nullptr) return PyExc_OverflowError;
  if (dynamic_cast<const std::bad_alloc*>(&error) != nullptr) return PyExc_MemoryError;
  if (dynamic_cast<const std::logic_error*>(&error) != nullptr) return PyExc_ValueError;
  return PyExc_RuntimeError;
}

}  // namespace

bool Bind(const Parameters& parameters, PyObject* const* names, PyObject* const* values,
          Py_ssize_t nargs, PyObject* kwnames, PyObject** bound) {
  const Py_ssize_t count = parameters.count;
  if (nargs > parameters.positional) return RaiseTooMany(parameters, nargs);
  for (Py_ssize_t i = 0; i < nargs; ++i) bound[i] = values[i];
  for (Py_ssize_t i = nargs; i < count; ++i) bound[i] = nullptr;
  const Py_ssize_t keywords = kwnames == nullptr ? 0 : PyTuple_GET_SIZE(kwnames);
  Py_ssize_t at = nargs;
  for (Py_ssize_t i = 0; i < keywords; ++i) {
    PyObject* const key = PyTuple_GET_ITEM(kwnames, i);
    at = Find(names, count, key, at);
    if (at < parameters.positional_only) [[unlikely]]
      return RaiseKeyword(parameters.function, "an unexpected keyword", key) != nullptr;
    if (bound[at] != nullptr) [[unlikely]]
      return RaiseKeyword(parameters.function, "multiple values for", key) != nullptr;
    bound[at++] = values[nargs + i];
  }
  for (Py_ssize_t i = nargs; i < parameters.required; ++i) {
    if (bound[i] == nullptr) return RaiseMissing(parameters, i) != nullptr;
  }
  return true;
}

bool Intern(const Parameters& parameters, PyObject** names) {
  for (Py_ssize_t i = 0; i < parameters.count; ++i) {
    names[i] = PyUnicode_InternFromString(parameters.names[i]);
    if (names[i] == nullptr) return false;
  }
  return true;
}

PyObject* RaiseMissing(const Parameters& parameters, Py_ssize_t index) {
  PyErr_Format(PyExc_TypeError, "%s() missing required argument: '%s'", parameters.function,
               parameters.names[index]);
  return nullptr;
}

PyObject* RaiseKeyword(const char* function, const char* problem, PyObject* key) {
  PyErr_Format(PyExc_TypeError, "%s() got %s argument '%U'", function, problem, key);
  return nullptr;
}

PyObject* BindOne(const OneParameter& one, PyObject* const* values, Py_ssize_t nargs,
                  PyObject* kwnames) {
  PyObject* bound[1];
  if (!Bind(one.parameters, &(GetState().*one.name), values, nargs, kwnames, bound)) return nullptr;
  return bound[0];
}

PyObject* RaiseTakesNone(const char* function) {
  PyErr_Format(PyExc_TypeError, "%s() takes no arguments", function);
  return nullptr;
}

PyObject* BadArgument(const Parameters& parameters, Py_ssize_t index) {
  Prefix(PyUnicode_FromFormat("%s() argument '%s'", parameters.function, parameters.names[index]));
  return nullptr;
}

bool BadItem(Py_ssize_t index) {
  Prefix(PyUnicode_FromFormat("item %zd", index));
  return false;
}

bool BadItem(PyObject* item) { return PrefixShown("item %R", item); }
bool BadKey(PyObject* key) { return PrefixShown("key %R", key); }
bool BadValue(PyObject* key) { return PrefixShown("value of key %R", key); }

int BadAttribute(const char* attribute) {
  Prefix(PyUnicode_FromString(attribute));
  return -1;
}

PyObject* Raise(const std::exception& error) {
  const char* const text = error.what();
  PyObject* const message =
      PyUnicode_DecodeUTF8(text, static_cast<Py_ssize_t>(std::strlen(text)), nullptr);
  if (message == nullptr) return nullptr;
  PyErr_SetObject(TypeFor(error), message);
  Py_DECREF(message);
  return nullptr;
}

PyObject* RaiseUnknown() {
  if (std::current_exception() == nullptr)
    throw;  // the thread is being ended, which nobody may stop
  PyErr_SetString(PyExc_SystemError, "a C++ exception that is no std::exception");
  return nullptr;
}

}  // namespace limit
