// The Python module that each side of the runtime's rows is.
#include <Python.h>

#include <algorithm>
#include <span>
#include <string_view>

#include "benchmarks/runtime/loops.h"

namespace bench {
namespace {

constexpr char kCompiler[] =
#ifdef __clang__
    __VERSION__;
#else
    "GCC " __VERSION__;
#endif

std::span<const Loop> module_loops;

// Returns the loop of that name, or null with an error set.
const Loop* FindLoop(PyObject* name) {
  Py_ssize_t size = 0;
  const char* const text = PyUnicode_AsUTF8AndSize(name, &size);
  if (text == nullptr) return nullptr;
  const auto found = std::ranges::find(
      module_loops, std::string_view(text, static_cast<std::size_t>(size)), &Loop::name);
  if (found != module_loops.end()) return &*found;
  PyErr_SetObject(PyExc_KeyError, name);
  return nullptr;
}

// Returns a new reference for a place of Operands::owned, or null: with an error set if there
// should be one.
PyObject* MakeOwned(Owned owned, PyObject* object) {
  switch (owned) {
    case Owned::kNothing:
      return nullptr;
    case Owned::kReferences:
      return Py_NewRef(object);
    case Owned::kObjects:
      return PyObject_CallNoArgs(reinterpret_cast<PyObject*>(Py_TYPE(object)));
  }
  return nullptr;
}

// Fills the places of a loop. Returns whether that went well, with an error set if not.
bool Prepare(const Loop& loop, Operands& operands) {
  operands.owned.resize(static_cast<std::size_t>(operands.count));
  for (PyObject*& place : operands.owned) {
    place = MakeOwned(loop.owned, operands.object);
    if (place == nullptr && loop.owned != Owned::kNothing) return false;
  }
  return true;
}

// Runs a loop between two calls, and returns the difference of what they return; or null with an
// error set. Both are made from here so that the interpreter, which would run pending calls, comes
// in between only with what these do themselves.
PyObject* Measure(const Loop& loop, Operands& operands, PyObject* start, PyObject* stop) {
  PyObject* const before = PyObject_CallNoArgs(start);
  if (before == nullptr) return nullptr;
  loop.run(operands);
  PyObject* const after = PyObject_CallNoArgs(stop);
  PyObject* const difference = after == nullptr ? nullptr : PyNumber_Subtract(after, before);
  Py_DECREF(before);
  Py_XDECREF(after);
  return difference;
}

PyObject* Run(PyObject*, PyObject* args) {
  PyObject *name, *start, *stop;
  Operands operands{};
  if (!PyArg_ParseTuple(args, "UOlOO:run", &name, &operands.object, &operands.count, &start,
                        &stop)) {
    return nullptr;
  }
  const Loop* const loop = FindLoop(name);
  if (loop == nullptr) return nullptr;
  if (operands.count < 0 || operands.count % kUnroll != 0) {
    return PyErr_Format(PyExc_ValueError, "count must be a multiple of %ld", kUnroll);
  }
  PyObject* const result =
      Prepare(*loop, operands) ? Measure(*loop, operands, start, stop) : nullptr;
  for (PyObject* const object : operands.owned) Py_XDECREF(object);
  if (loop->finish != nullptr) loop->finish();
  return result;
}

// Returns a new tuple of the names of the loops, or null with an error set.
PyObject* LoopNames() {
  PyObject* const names = PyTuple_New(static_cast<Py_ssize_t>(module_loops.size()));
  if (names == nullptr) return nullptr;
  for (std::size_t i = 0; i < module_loops.size(); ++i) {
    const std::string_view name = module_loops[i].name;
    PyObject* const text =
        PyUnicode_FromStringAndSize(name.data(), static_cast<Py_ssize_t>(name.size()));
    if (text == nullptr) {
      Py_DECREF(names);
      return nullptr;
    }
    PyTuple_SET_ITEM(names, static_cast<Py_ssize_t>(i), text);
  }
  return names;
}

int Execute(PyObject* module) {
  PyObject* const names = LoopNames();
  if (names == nullptr) return -1;
  const int failed = PyModule_AddObjectRef(module, "names", names);
  Py_DECREF(names);
  if (failed != 0) return -1;
  return PyModule_AddStringConstant(module, "compiler", kCompiler);
}

PyMethodDef functions[] = {
    {"run", &Run, METH_VARARGS,
     "run(name, object, count, start, stop)\n--\n\n"
     "Returns start() subtracted from stop(), which are called before and after `count`\n"
     "operations of the loop `name`. References that these drop or make are to `object`, or, if\n"
     "they are to be the last ones, to objects of its class."},
    {nullptr, nullptr, 0, nullptr},
};

PyModuleDef_Slot slots[] = {
    {Py_mod_exec, reinterpret_cast<void*>(&Execute)},
#ifdef Py_mod_gil
    {Py_mod_gil, Py_MOD_GIL_NOT_USED},
#endif
    {0, nullptr},
};

PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, nullptr, nullptr, 0, functions, slots, nullptr, nullptr, nullptr,
};

}  // namespace

PyObject* MakeModule(const char* name, std::span<const Loop> loops) {
  definition.m_name = name;
  module_loops = loops;
  return PyModuleDef_Init(&definition);
}

}  // namespace bench
