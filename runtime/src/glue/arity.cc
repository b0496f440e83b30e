#include "ferrule/glue/arity.h"

#include <atomic>

namespace ferrule {
inline namespace abi_1 {
namespace glue {
namespace {

// What CPython calls METH_NOARGS methods through: one function for all of them.
std::atomic<vectorcallfunc> call_without_arguments{nullptr};

bool HasKeywords(PyObject* kwnames) { return kwnames != nullptr && PyTuple_GET_SIZE(kwnames) != 0; }

// Sets the error of a call that gives what nothing can take.
void RaiseTakesNothing(PyObject* method, PyObject* const* values, Py_ssize_t nargs,
                       PyObject* kwnames) {
  PyObject* const name = PyObject_GetAttrString(method, "__qualname__");
  const char* const function = name == nullptr ? nullptr : PyUnicode_AsUTF8(name);
  if (function != nullptr) {
    const Signature signature = {.function = function,
                                 .parameters = nullptr,
                                 .count = 0,
                                 .positional_only = 0,
                                 .positional = 0,
                                 .takes_self = true};
    BindArguments(signature, nullptr, values, nargs, kwnames, nullptr);
  }
  Py_XDECREF(name);
}

// A vectorcall of a method descriptor, whose first argument is `self`. What CPython says of a wrong
// or missing `self` no function of Python's would say, nor does it matter here.
PyObject* TakesNothing(PyObject* descriptor, PyObject* const* values, std::size_t nargsf,
                       PyObject* kwnames) {
  const Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
  const bool has_self = nargs > 0 && PyObject_TypeCheck(values[0], PyDescr_TYPE(descriptor));
  if (!has_self || (nargs == 1 && !HasKeywords(kwnames))) [[likely]] {
    return call_without_arguments.load(std::memory_order_relaxed)(descriptor, values, nargsf,
                                                                  kwnames);
  }
  RaiseTakesNothing(descriptor, values + 1, nargs - 1, kwnames);
  return nullptr;
}

}  // namespace

bool SetWordsOfMethods(PyTypeObject* type) {
  for (const PyMethodDef* method = type->tp_methods;
       method != nullptr && method->ml_name != nullptr; ++method) {
    if (method->ml_flags != METH_NOARGS) continue;
    PyObject* const attribute = PyDict_GetItemString(type->tp_dict, method->ml_name);
    if (attribute == nullptr || !Py_IS_TYPE(attribute, &PyMethodDescr_Type)) continue;
    auto* const descriptor = reinterpret_cast<PyMethodDescrObject*>(attribute);
    call_without_arguments.store(descriptor->vectorcall, std::memory_order_relaxed);
    descriptor->vectorcall = &TakesNothing;
  }
  return PyErr_Occurred() == nullptr;
}

bool SetWordsOfFunction(PyObject* module, const char* name, vectorcallfunc function) {
  PyObject* const attribute = PyObject_GetAttrString(module, name);
  if (attribute == nullptr) return false;
  if (PyCFunction_CheckExact(attribute)) {
    reinterpret_cast<PyCFunctionObject*>(attribute)->vectorcall = function;
  }
  Py_DECREF(attribute);
  return true;
}

PyObject* CallWithOne(PyCFunction function, const Signature& signature, PyObject* callable,
                      PyObject* const* values, std::size_t nargsf, PyObject* kwnames) {
  const Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
  if (nargs != 1 || HasKeywords(kwnames)) [[unlikely]] {
    PyObject* const names[1] = {nullptr};  // no keyword can name what is given by position
    PyObject* bound[1];
    BindArguments(signature, names, values, nargs, kwnames, bound);
    return nullptr;
  }
  if (Py_EnterRecursiveCall(" while calling a Python object") != 0) return nullptr;
  PyObject* const result = function(PyCFunction_GET_SELF(callable), values[0]);
  Py_LeaveRecursiveCall();
  return result;
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule
