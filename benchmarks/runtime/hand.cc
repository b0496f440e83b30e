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
};

}  // namespace
}  // namespace bench

PyMODINIT_FUNC PyInit_runtime_by_hand() {
  return bench::MakeModule("runtime_by_hand", bench::kLoops);
}
