// Functions whose arguments CPython counts: those of METH_NOARGS and METH_O.
//
// CPython calls them faster than any other, straight from its interpreter's loop, where a call
// gives what they take. All other calls go through a function pointer that each callable has, and
// what CPython puts there words its errors in another way than for functions written in Python.
// Here is what glue puts there instead: the words are those of all other functions of ferrule's.
//
// It is not asked where a method has been taken off its object before it is called, since CPython
// then makes a new callable: `clear = a.clear; clear(1)` keeps CPython's words for built-in
// methods.
#ifndef FERRULE_GLUE_ARITY_H_
#define FERRULE_GLUE_ARITY_H_

#include <cstddef>

#include "ferrule/glue/bind.h"
#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

// Gives every METH_NOARGS method of a new type its words. False with an error set.
bool SetWordsOfMethods(PyTypeObject* type);

// Gives the METH_O function `name` of a module its words: `function` is a TakesOne. False with an
// error set.
bool SetWordsOfFunction(PyObject* module, const char* name, vectorcallfunc function);

// The body of TakesOne.
PyObject* CallWithOne(PyCFunction function, const Signature& signature, PyObject* callable,
                      PyObject* const* values, std::size_t nargsf, PyObject* kwnames);

// A vectorcall of a function that takes one argument, by position.
template <PyCFunction kFunction, const Signature& kSignature>
PyObject* TakesOne(PyObject* callable, PyObject* const* values, std::size_t nargsf,
                   PyObject* kwnames) {
  return CallWithOne(kFunction, kSignature, callable, values, nargsf, kwnames);
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_GLUE_ARITY_H_
