#include "runtime/src/interpreter_end.h"

#include <atomic>
#include <new>

#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {
namespace {

struct Call {
  void (*end)(void* subject);
  void* subject;
  Call* earlier;
};

// One per interpreter, in a capsule in the interpreter's dictionary. CPython clears that dictionary
// late in the interpreter's teardown, while there is still a thread state to release objects with.
struct Calls {
  std::atomic<Call*> last{nullptr};
};

constexpr const char* kCapsuleName = "ferrule.interpreter_end";

// Returns a new reference to the key of this copy of the runtime: each extension has one.
PyObject* MakeKey() {
  static const char here = 0;
  return PyUnicode_FromFormat("%s.%p", kCapsuleName, static_cast<const void*>(&here));
}

// After the dictionary of the interpreter, that of `sys` is the last to go: what stands there says
// that the calls have been run, or are.
void NoteTornDown() {
  PyObject* const key = MakeKey();
  const char* const name = key == nullptr ? nullptr : PyUnicode_AsUTF8(key);
  if (name == nullptr || PySys_SetObject(name, Py_None) < 0) PyErr_Clear();
  Py_XDECREF(key);
}

bool IsTornDown(PyObject* key) {
  const char* const name = PyUnicode_AsUTF8(key);
  if (name == nullptr) PyErr_Clear();
  // At the very end it is empty.
  return name == nullptr || PySys_GetObject(name) != nullptr ||
         PySys_GetObject("version") == nullptr;
}

void RunCalls(PyObject* capsule) {
  NoteTornDown();
  auto* const calls = static_cast<Calls*>(PyCapsule_GetPointer(capsule, kCapsuleName));
  while (Call* const last = calls->last.load()) {
    const Call call = *last;
    calls->last.store(call.earlier);
    delete last;
    call.end(call.subject);
  }
  delete calls;
}

// Returns the calls of the current interpreter, or null with an error set.
Calls* MakeCalls(PyObject* dictionary, PyObject* key) {
  auto* const calls = new (std::nothrow) Calls;
  if (calls == nullptr) {
    PyErr_NoMemory();
    return nullptr;
  }
  PyObject* const capsule = PyCapsule_New(calls, kCapsuleName, &RunCalls);
  if (capsule == nullptr) {
    delete calls;
    return nullptr;
  }
  // On free-threaded builds two threads may do this at once: the first one's stays.
  PyObject* const kept = PyDict_SetDefault(dictionary, key, capsule);  // borrowed
  Calls* const result =
      kept == nullptr ? nullptr : static_cast<Calls*>(PyCapsule_GetPointer(kept, kCapsuleName));
  Py_DECREF(capsule);
  return result;
}

// Returns the calls of the current interpreter under that key, or null with an error set.
Calls* FindCalls(PyObject* key) {
  if (IsTornDown(key)) {  // or else the dictionary would be made once more
    PyErr_SetString(PyExc_RuntimeError, "the Python interpreter has been torn down");
    return nullptr;
  }
  PyObject* const dictionary = PyInterpreterState_GetDict(PyInterpreterState_Get());  // borrowed
  if (dictionary == nullptr) {
    PyErr_SetString(PyExc_RuntimeError, "the interpreter has no dictionary");
    return nullptr;
  }
  PyObject* const capsule = PyDict_GetItemWithError(dictionary, key);  // borrowed
  if (capsule != nullptr) {
    return static_cast<Calls*>(PyCapsule_GetPointer(capsule, kCapsuleName));
  }
  return PyErr_Occurred() ? nullptr : MakeCalls(dictionary, key);
}

Calls* CurrentCalls() {
  PyObject* const key = MakeKey();
  if (key == nullptr) return nullptr;
  Calls* const calls = FindCalls(key);
  Py_DECREF(key);
  return calls;
}

}  // namespace

bool AtInterpreterEnd(void (*end)(void* subject), void* subject) {
  Calls* const calls = CurrentCalls();
  if (calls == nullptr) return false;
  auto* const call = new (std::nothrow) Call{end, subject, nullptr};
  if (call == nullptr) {
    PyErr_NoMemory();
    return false;
  }
  // Threads of one free-threaded interpreter may register at once; the end comes after all of them.
  call->earlier = calls->last.load();
  while (!calls->last.compare_exchange_weak(call->earlier, call)) {
  }
  return true;
}

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule
