// The module `runtime_by_ferrule`: what users write with ferrule's runtime.
#include "ferrule/ferrule.h"

#include <utility>

#include "benchmarks/runtime/loops.h"

namespace bench {
namespace {

using ferrule::Borrowed;
using ferrule::Bound;
using ferrule::Dict;
using ferrule::kw;
using ferrule::List;
using ferrule::Py;
using ferrule::Python;
using namespace ferrule::literals;

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

// --- Calls of Python ---

Borrowed<> ObjectOf(const Operands& operands) {
  return Borrowed<>::from_ptr(Python::assume_attached(), operands.object);
}

void CallOne(Operands& operands) {
  const Borrowed<> function = ObjectOf(operands);
  const Borrowed<> none = function.py().None();
  Repeat(operands.count, [=](long) { function(none); });
}

void CallWithKeyword(Operands& operands) {
  const Borrowed<> function = ObjectOf(operands);
  const Borrowed<> none = function.py().None();
  Repeat(operands.count, [=](long) { function(none, kw("key"_name) = none); });
}

void CallMethod(Operands& operands) {
  const Borrowed<> object = ObjectOf(operands);
  const Borrowed<> none = object.py().None();
  Repeat(operands.count, [=](long) { object.call_method("method"_name, none); });
}

void GetAttribute(Operands& operands) {
  const Borrowed<> object = ObjectOf(operands);
  Repeat(operands.count, [=](long) { object.attr("attribute"_name); });
}

void BuildDict(Operands& operands) {
  const Python py = Python::assume_attached();
  const Borrowed<> none = py.None();
  Repeat(operands.count, [=](long) {
    const Bound<Dict> dict = Dict::create(py);
    dict.set_item("a"_name.get(py), none);
    dict.set_item("b"_name.get(py), none);
    dict.set_item("c"_name.get(py), none);
  });
}

void BuildList(Operands& operands) {
  const Python py = Python::assume_attached();
  const Borrowed<> none = py.None();
  Repeat(operands.count, [=](long) { List::create(py, none, none, none); });
}

void Import(Operands& operands) {
  const Python py = Python::assume_attached();
  Repeat(operands.count, [=](long) { py.import("math"_name); });
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

PyMODINIT_FUNC PyInit_runtime_by_ferrule() {
  return bench::MakeModule("runtime_by_ferrule", bench::kLoops);
}
