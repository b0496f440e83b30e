// The module `runtime_by_ferrule`: what users write with ferrule's runtime.
#include "ferrule/ferrule.h"

#include <utility>

#include "benchmarks/runtime/loops.h"

namespace bench {
namespace {

using ferrule::Py;
using ferrule::Python;

constexpr auto attach_once = [](auto...) { ferrule::attach([](Python) {}); };

// The reference was taken when the loop was prepared; here a Py that owns it comes to its end.
constexpr auto drop_py = [](PyObject* object) { Py<>::from_owned_ptr(object); };

void IsAttached(Operands& operands) {
  Repeat(operands.count, [](long) { Keep(ferrule::is_attached()); });
}

void AttachAttached(Operands& operands) { Repeat(operands.count, attach_once); }

void AttachDetached(Operands& operands) {
  Detached([&] { AttachAttached(operands); });
}

void AttachNewThread(Operands& operands) {
  OnNewThread([&] { AttachAttached(operands); });
}

void Detach(Operands& operands) {
  const Python py = Python::assume_attached();
  Repeat(operands.count, [=](long) { py.detach([] {}); });
}

void Suspend(Operands& operands) {
  Repeat(operands.count, [](long) { ferrule::SuspendAttach suspended; });
}

void Drop(Operands& operands) { DropEach(operands, drop_py); }

void DropDetached(Operands& operands) {
  Detached([&] { DropEach(operands, drop_py); });
}

void Drain() { attach_once(); }

void DropDetachedAndDrain(Operands& operands) {
  DropDetached(operands);
  Drain();
}

void DropOnEightThreadsAndDrain(Operands& operands) {
  DropOnThreads(operands, drop_py);
  Drain();
}

void Clone(Operands& operands) {
  const Python py = Python::assume_attached();
  PyObject** const owned = operands.owned.data();
  const Py<> source = Py<>::from_borrowed_ptr(py, operands.object);
  Repeat(operands.count, [=, &source](long i) { owned[i] = source.clone_ref(py).into_ptr(); });
}

void Bind(Operands& operands) {
  const Python py = Python::assume_attached();
  const Py<> source = Py<>::from_borrowed_ptr(py, operands.object);
  Repeat(operands.count, [=, &source](long) { Keep(source.bind(py).as_ptr()); });
}

void BindTemporary(Operands& operands) {
  const Python py = Python::assume_attached();
  DropEach(operands, [=](PyObject* object) { Py<>::from_owned_ptr(object).bind(py); });
}

void DropWithToken(Operands& operands) {
  const Python py = Python::assume_attached();
  DropEach(operands, [=](PyObject* object) { Py<>::from_owned_ptr(object).drop_ref(py); });
}

constexpr Loop kLoops[] = {
    {"is_attached()", &IsAttached},
    {"attach(), attached", &AttachAttached},
    {"attach(), detached", &AttachDetached},
    {"attach(), new thread", &AttachNewThread},
    {"py.detach()", &Detach},
    {"SuspendAttach", &Suspend},
    {"drop Py", &Drop, Owned::kReferences},
    {"drop Py, the last", &Drop, Owned::kObjects},
    {"drop_ref(py)", &DropWithToken, Owned::kReferences},
    {"drop Py, detached", &DropDetached, Owned::kReferences, &Drain},
    {"drop Py, detached; drain", &DropDetachedAndDrain, Owned::kReferences},
    {"drop Py, 8 threads; drain", &DropOnEightThreadsAndDrain, Owned::kReferences},
    {"clone_ref(py)", &Clone},
    {"bind(py)", &Bind},
    {"bind(py) of a temporary", &BindTemporary, Owned::kReferences},
};

}  // namespace
}  // namespace bench

PyMODINIT_FUNC PyInit_runtime_by_ferrule() {
  return bench::MakeModule("runtime_by_ferrule", bench::kLoops);
}
