// The module `callgrind_marks`: tells callgrind, from Python, which part of a program to count.
//
// Outside of valgrind its functions do nothing. They return 0, so that they may take the place of a
// clock, and run nothing of the interpreter.
#include <Python.h>
#include <valgrind/callgrind.h>

namespace {

// Asked to count from zero, callgrind keeps a part of what it has counted; dumped, it is gone.
PyObject* Begin(PyObject*, PyObject*) {
  PyObject* const result = PyLong_FromLong(0);
  CALLGRIND_DUMP_STATS_AT("before");
  return result;
}

PyObject* End(PyObject*, PyObject* label) {
  const char* const text = PyUnicode_AsUTF8(label);
  if (text == nullptr) return nullptr;
  CALLGRIND_DUMP_STATS_AT(text);
  return PyLong_FromLong(0);
}

PyMethodDef functions[] = {
    {"begin", &Begin, METH_NOARGS, "begin()\n--\n\nCounts from here on."},
    {"end", &End, METH_O,
     "end(label)\n--\n\nWrites what has been counted since begin() to a file that names the "
     "label."},
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
