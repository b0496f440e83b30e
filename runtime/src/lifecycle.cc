#include "runtime/src/lifecycle.h"

#include <pthread.h>

#include <atomic>
#include <chrono>
#include <utility>

#include "ferrule/reference_pool.h"
#include "runtime/src/interpreter_end.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {
namespace {

// Whether this thread finalises the interpreter. It may attach to the last.
constinit thread_local bool finalizes_here = false;

// The other threads did not come along.
void AfterForkInChild() { gate.ForgetOtherThreads(this_thread.is_inside); }

// How long the end of the interpreter waits for threads that are attached. One that runs Python for
// longer sleeps for ever from then on, as CPython has it, but does not keep the process from
// ending.
constexpr std::chrono::milliseconds kPatience{1000};

// A function of Python's module atexit, called when CPython has begun to finalise and still lets
// threads attach.
PyObject* OnFinalizing(PyObject*, PyObject*) {
  finalizes_here = true;
  gate.Close();
  LeaveGate();  // not to wait for itself
  PyThreadState* const state = PyEval_SaveThread();
  gate.AwaitEmpty(kPatience);
  OrPark(PyEval_RestoreThread, state);
  reference_pool.Drain();
  Py_RETURN_NONE;
}

constinit PyMethodDef on_finalizing = {"ferrule_on_finalizing", &OnFinalizing, METH_NOARGS,
                                       nullptr};

// Set by the first to note that there is an interpreter.
constinit std::atomic<bool> is_noted{false};

void OnEnded(void*) {
  finalizes_here = false;
  is_noted.store(false);
  gate.End();
  reference_pool.Forget();
}

bool RegisterOnFinalizing() {
  PyObject* const atexit = PyImport_ImportModule("atexit");
  PyObject* const function = PyCFunction_New(&on_finalizing, nullptr);
  PyObject* const result = atexit == nullptr || function == nullptr
                               ? nullptr
                               : PyObject_CallMethod(atexit, "register", "O", function);
  Py_XDECREF(atexit);
  Py_XDECREF(function);
  Py_XDECREF(result);
  return result != nullptr;
}

}  // namespace

std::optional<AttachError> WhyNotAttachable(Gate::State state) {
  if (state == Gate::State::kEnded) return AttachError::Finalized;
  if (state == Gate::State::kOpen) return std::nullopt;
  if (state == Gate::State::kClosing) {
    if (finalizes_here) return std::nullopt;
    return AttachError::Finalizing;
  }
  // Nobody will tell of the end of an interpreter that this copy of the runtime has not seen.
  if (compat::IsFinalizing()) return AttachError::Finalizing;
  if (Py_IsInitialized() == 0) return AttachError::NotInitialized;
  return std::nullopt;
}

void NoteInterpreter() {
  if (is_noted.load(std::memory_order_relaxed) || compat::IsFinalizing()) return;
  // Threads attach to the main interpreter; modules may be imported in others.
  if (PyInterpreterState_Get() != PyInterpreterState_Main() || is_noted.exchange(true)) return;
  static const int registered = pthread_atfork(nullptr, nullptr, &AfterForkInChild);
  static_cast<void>(registered);
  PyObject* const pending = OrPark(compat::TakeRaisedException);
  if (OrPark([] { return AtInterpreterEnd(&OnEnded, nullptr) && RegisterOnFinalizing(); })) {
    gate.Open();
  } else {
    PyErr_Clear();  // no memory: threads go by what CPython says of itself
    is_noted.store(false);
  }
  if (pending != nullptr) compat::SetRaisedException(pending);
}

InterpreterKey CurrentInterpreterKey() {
  const Gate::View view = gate.Look();
  // One that has gone may still have objects: the next one begins when it is noted.
  const std::uint32_t ended = view.generation - (view.state == Gate::State::kEnded ? 1 : 0);
  return {PyInterpreterState_GetID(PyInterpreterState_Get()), ended};
}

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule
