// The module `callgrind_marks`: tells callgrind, from Python, which part of a program to count.
//
// Outside of valgrind its functions do nothing.
#include <Python.h>
#include <valgrind/callgrind.h>

namespace {

PyObject* Zero(PyObject*, PyObject*) {
  CALLGRIND_ZERO_STATS;
  Py_RETURN_NONE;
}

PyObject* Dump(PyObject*, PyObject* label) {
  const char* const text = PyUnicode_AsUTF8(label);
  if (text == nullptr) return nullptr;
  CALLGRIND_DUMP_STATS_AT(text);
  Py_RETURN_NONE;
}

PyMethodDef functions[] = {
    {"zero", &Zero, METH_NOARGS, "zero()\n--\n\nCounts from zero from here on."},
    {"dump", &Dump, METH_O,
     "dump(label)\n--\n\nWrites what was counted to a file that names the label."},
    {nullptr, nullptr, 0, nullptr},
};

PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    "callgrind_marks",
    nullptr,
    0,
    functions,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
};

}  // namespace

PyMODINIT_FUNC PyInit_callgrind_marks() { return PyModuleDef_Init(&definition); }
