// The module `limit`.
#include "benchmarks/limit/state.h"

namespace limit {

std::atomic<State*> only_state;

State& FindState() {
  PyObject* const name = PyUnicode_InternFromString("limit");
  PyObject* const module = PyImport_GetModule(name);
  if (module == nullptr) Py_FatalError("the module limit has been removed from sys.modules");
  Py_DECREF(name);
  Py_DECREF(module);  // sys.modules holds another reference
  return *static_cast<State*>(PyModule_GetState(module));
}

namespace {

bool executed_before = false;

int Execute(PyObject* module) {
  auto* const state = static_cast<State*>(PyModule_GetState(module));
  only_state = executed_before ? nullptr : state;
  executed_before = true;
  const bool is_filled = InternFunctionNames(*state) && AddPoint(module, *state) &&
                         AddCallCounter(module, *state) && AddCalls(module, *state) &&
                         AddValues(module, *state) && AddMemory(module) &&
                         AddColor(module, *state) && AddOverloads(module, *state) &&
                         AddOperators(module, *state) && AddObjects(module, *state);
  return is_filled ? 0 : -1;
}

int Traverse(PyObject* module, visitproc visit, void* arg) {
  const auto* const state = static_cast<State*>(PyModule_GetState(module));
  Py_VISIT(state->point);
  Py_VISIT(state->call_counter);
  Py_VISIT(state->left);
  Py_VISIT(state->right);
  Py_VISIT(state->vec);
  Py_VISIT(state->series);
  Py_VISIT(state->series_iterator);
  Py_VISIT(state->shape);
  Py_VISIT(state->square);
  Py_VISIT(state->crate);
  Py_VISIT(state->session);
  return 0;
}

PyModuleDef_Slot slots[] = {
    {Py_mod_exec, reinterpret_cast<void*>(&Execute)},
    {0, nullptr},
};

// The state is never released: a benchmark imports the module once.
PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    "limit",
    nullptr,
    sizeof(State),
    functions,
    slots,
    &Traverse,
    nullptr,
    nullptr,
};

}  // namespace
}  // namespace limit

PyMODINIT_FUNC PyInit_limit() { return PyModuleDef_Init(&limit::definition); }
