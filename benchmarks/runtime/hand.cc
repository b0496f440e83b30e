// The module `runtime_by_hand`: what ferrule's runtime offers, done with the C API alone.
#include <Python.h>

#include "benchmarks/runtime/loops.h"

namespace bench {
namespace {

constexpr auto attach_once = [](auto...) {
  const PyGILState_STATE state = PyGILState_Ensure();
  PyGILState_Release(state);
};

// What a destructor does that cannot know whether its thread is attached.
constexpr auto drop_anywhere = [](PyObject* object) {
  const PyGILState_STATE state = PyGILState_Ensure();
  Py_DECREF(object);
  PyGILState_Release(state);
};

void IsAttached(Operands& operands) {
  Repeat(operands.count, [](long) { Keep(PyGILState_Check()); });
}

void AttachAttached(Operands& operands) { Repeat(operands.count, attach_once); }

void AttachDetached(Operands& operands) {
  Detached([&] { AttachAttached(operands); });
}

void AttachNewThread(Operands& operands) {
  OnNewThread([&] { AttachAttached(operands); });
}

void Detach(Operands& operands) {
  Repeat(operands.count, [](long) { PyEval_RestoreThread(PyEval_SaveThread()); });
}

void Drop(Operands& operands) {
  DropEach(operands, [](PyObject* object) { Py_DECREF(object); });
}

void DropDetached(Operands& operands) {
  Detached([&] { DropEach(operands, drop_anywhere); });
}

void DropOnEightThreads(Operands& operands) { DropOnThreads(operands, drop_anywhere); }

void Clone(Operands& operands) {
  PyObject** const owned = operands.owned.data();
  PyObject* const object = operands.object;
  Repeat(operands.count, [=](long i) { owned[i] = Py_NewRef(object); });
}

void Bind(Operands& operands) {
  Repeat(operands.count, [&](long) { Keep(operands.object); });
}

// --- Calls of Python ---

// What a caller does with a result that it has no use for.
void Done(PyObject* result) {
  if (result == nullptr) PyErr_Clear();
  Py_XDECREF(result);
}

void CallOne(Operands& operands) {
  Repeat(operands.count, [function = operands.object](long) {
    PyObject* const arguments[] = {nullptr, Py_None};
    Done(PyObject_Vectorcall(function, arguments + 1, 1 | PY_VECTORCALL_ARGUMENTS_OFFSET, nullptr));
  });
}

void CallWithKeyword(Operands& operands) {
  PyObject* const names = Py_BuildValue("(s)", "key");
  Repeat(operands.count, [=, function = operands.object](long) {
    PyObject* const arguments[] = {nullptr, Py_None, Py_None};
    Done(PyObject_Vectorcall(function, arguments + 1, 1 | PY_VECTORCALL_ARGUMENTS_OFFSET, names));
  });
  Py_XDECREF(names);
}

void CallMethod(Operands& operands) {
  PyObject* const name = PyUnicode_InternFromString("method");
  Repeat(operands.count, [=, object = operands.object](long) {
    PyObject* const arguments[] = {nullptr, object, Py_None};
    Done(PyObject_VectorcallMethod(name, arguments + 1, 2 | PY_VECTORCALL_ARGUMENTS_OFFSET,
                                   nullptr));
  });
  Py_XDECREF(name);
}

void GetAttribute(Operands& operands) {
  PyObject* const name = PyUnicode_InternFromString("attribute");
  Repeat(operands.count,
         [=, object = operands.object](long) { Done(PyObject_GetAttr(object, name)); });
  Py_XDECREF(name);
}

void BuildDict(Operands& operands) {
  PyObject* const keys[] = {PyUnicode_InternFromString("a"), PyUnicode_InternFromString("b"),
                            PyUnicode_InternFromString("c")};
  Repeat(operands.count, [&](long) {
    PyObject* const dict = PyDict_New();
    if (dict == nullptr) return PyErr_Clear();
    for (PyObject* const key : keys) {
      if (PyDict_SetItem(dict, key, Py_None) != 0) PyErr_Clear();
    }
    Py_DECREF(dict);
  });
  for (PyObject* const key : keys) Py_XDECREF(key);
}

void BuildList(Operands& operands) {
  Repeat(operands.count, [](long) {
    PyObject* const list = PyList_New(3);
    if (list == nullptr) return PyErr_Clear();
    for (Py_ssize_t i = 0; i < 3; ++i) PyList_SET_ITEM(list, i, Py_NewRef(Py_None));
    Py_DECREF(list);
  });
}

void Import(Operands& operands) {
  PyObject* const name = PyUnicode_InternFromString("math");
  Repeat(operands.count, [=](long) { Done(PyImport_Import(name)); });
  Py_XDECREF(name);
}

constexpr Loop kLoops[] = {
    {"is_attached()", &IsAttached},
    {"attach(), attached", &AttachAttached},
    {"attach(), detached", &AttachDetached},
    {"attach(), new thread", &AttachNewThread},
    {"py.detach()", &Detach},
    {"SuspendAttach", &Detach},
    {"drop Py", &Drop, Owned::kReferences},
    {"drop Py, the last", &Drop, Owned::kObjects},
    {"drop_ref(py)", &Drop, Owned::kReferences},
    {"drop Py, detached", &DropDetached, Owned::kReferences},
    {"drop Py, detached; drain", &DropDetached, Owned::kReferences},
    {"drop Py, 8 threads; drain", &DropOnEightThreads, Owned::kReferences},
    {"clone_ref(py)", &Clone},
    {"bind(py)", &Bind},
    {"bind(py) of a temporary", &Drop, Owned::kReferences},
    {"f(x)", &CallOne},
    {"f(x, kw(key) = y)", &CallWithKeyword},
    {"o.call_method(name, x)", &CallMethod},
    {"o.attr(name)", &GetAttribute},
    {"Dict of 3", &BuildDict},
    {"List of 3", &BuildList},
    {"py.import(name), cached", &Import},
};

}  // namespace
}  // namespace bench

PyMODINIT_FUNC PyInit_runtime_by_hand() {
  return bench::MakeModule("runtime_by_hand", bench::kLoops);
}
