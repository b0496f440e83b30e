// What the module holds, and what its files know of each other.
#ifndef FERRULE_BENCHMARKS_LIMIT_STATE_H_
#define FERRULE_BENCHMARKS_LIMIT_STATE_H_

#include <atomic>

#include "benchmarks/limit/call.h"
#include "ferrule/python_compat.h"

namespace limit {

// One per interpreter.
struct State {
  PyTypeObject* point;
  PyTypeObject* call_counter;
  PyObject* negate_names[1];
  PyObject* add_names[2];
  PyObject* mixed_names[6];
  PyObject* length_names[1];
  PyObject* view_length_names[1];
  PyObject* use_point_names[1];
  PyObject* make_point_names[1];
  PyObject* point_names[2];
  PyObject* call_counter_names[1];
  PyObject* abc_names[3];
  PyObject* call_names[2];
  PyObject* value_name;
  PyObject* values_name;
  PyObject* count_name;
  PyObject* color_name;
  PyObject* colors[3];
  PyTypeObject* left;
  PyTypeObject* right;
  PyTypeObject* vec;
  PyTypeObject* series;
  PyTypeObject* series_iterator;
  PyTypeObject* shape;
  PyTypeObject* square;
  PyTypeObject* crate;
  PyTypeObject* session;
  PyObject* shape_area;  // what Shape has under that name
  PyObject* area_name;
  PyObject* side_name;
  PyObject* shape_name;
  PyObject* weight_name;
  PyObject* crate_name;
  PyObject* number_name;
  PyObject* session_name;
};

// The state while a single interpreter has imported the module, else null.
extern std::atomic<State*> only_state;

// The state of the current interpreter, found by the name of the module.
[[gnu::cold]] State& FindState();

inline State& GetState() {
  State* const state = only_state.load(std::memory_order_relaxed);
  return state != nullptr ? *state : FindState();
}

extern PyMethodDef functions[];

// Each adds something to the module while it is executed. False with an error set.
bool InternFunctionNames(State& state);
bool AddPoint(PyObject* module, State& state);
bool AddCallCounter(PyObject* module, State& state);
bool AddCalls(PyObject* module, State& state);
bool AddValues(PyObject* module, State& state);
bool AddMemory(PyObject* module);
bool AddColor(PyObject* module, State& state);
bool AddOverloads(PyObject* module, State& state);
bool AddOperators(PyObject* module, State& state);
bool AddObjects(PyObject* module, State& state);

}  // namespace limit

#endif  // FERRULE_BENCHMARKS_LIMIT_STATE_H_
