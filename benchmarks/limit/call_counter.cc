// A callable that counts and forwards its calls, written for Python from the start.
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <new>

#include "benchmarks/limit/call.h"
#include "benchmarks/limit/state.h"
#include "benchmarks/limit/vectorcall.h"

namespace limit {
namespace {

constexpr const char* kNames[] = {"wraps"};
constexpr Parameters kParameters = {"CallCounter.__init__", kNames, 1, 1};

struct Counter {
  std::atomic<std::uint64_t> count;
  PyObject* wraps;
};

struct CounterObject {
  PyObject_HEAD Counter* pointer;  // null until __init__
  alignas(Counter) std::byte storage[sizeof(Counter)];
  vectorcallfunc call;
};

[[gnu::cold]] Counter* RaiseNotInitialized(PyObject* self) {
  PyErr_Format(PyExc_TypeError, "%s.__init__() has not been called", Py_TYPE(self)->tp_name);
  return nullptr;
}

Counter* Self(PyObject* self) {
  Counter* const counter = reinterpret_cast<CounterObject*>(self)->pointer;
  return counter != nullptr ? counter : RaiseNotInitialized(self);
}

[[gnu::cold]] PyObject* RaiseEmpty() {
  PyErr_SetString(PyExc_RuntimeError, "the garbage collector has taken the callable");
  return nullptr;
}

PyObject* Call(PyObject* self, PyObject* const* values, std::size_t nargsf, PyObject* kwnames) {
  Counter* const counter = Self(self);
  if (counter == nullptr) return nullptr;
  ++counter->count;
  PyObject* const callable = counter->wraps;
  if (callable == nullptr) [[unlikely]]
    return RaiseEmpty();
  Py_INCREF(callable);  // what is called may clear this object
  PyObject* const result = Vectorcall(callable, values, nargsf, kwnames);
  Py_DECREF(callable);
  return result;
}

PyObject* New(PyTypeObject* type, PyObject*, PyObject*) {
  PyObject* const self = type->tp_alloc(type, 0);
  if (self != nullptr) reinterpret_cast<CounterObject*>(self)->call = &Call;
  return self;
}

int Init(PyObject* self, PyObject* args, PyObject* kwargs) {
  auto* const object = reinterpret_cast<CounterObject*>(self);
  if (object->pointer != nullptr) {
    PyErr_SetString(PyExc_RuntimeError, "CallCounter.__init__() has been called already");
    return -1;
  }
  static const char* const kKeywords[] = {"wraps", nullptr};
  PyObject* wraps;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O:CallCounter", const_cast<char**>(kKeywords),
                                   &wraps))
    return -1;
  object->pointer = ::new (object->storage) Counter{0, Py_NewRef(wraps)};
  return 0;
}

PyObject* Construct(PyObject* type, PyObject* const* values, std::size_t nargsf,
                    PyObject* kwnames) {
  Py_ssize_t nargs = PyVectorcall_NARGS(nargsf);
  PyObject* bound[1];
  if (kwnames != nullptr || nargs != 1) [[unlikely]] {
    if (!Bind(kParameters, GetState().call_counter_names, values, nargs, kwnames, bound))
      return nullptr;
    values = bound;
  }
  PyObject* const self = New(reinterpret_cast<PyTypeObject*>(type), nullptr, nullptr);
  if (self == nullptr) return nullptr;
  auto* const object = reinterpret_cast<CounterObject*>(self);
  object->pointer = ::new (object->storage) Counter{0, Py_NewRef(values[0])};
  return self;
}

int Traverse(PyObject* self, visitproc visit, void* arg) {
  Py_VISIT(Py_TYPE(self));
  const Counter* const counter = reinterpret_cast<CounterObject*>(self)->pointer;
  if (counter != nullptr) Py_VISIT(counter->wraps);
  return 0;
}

int Clear(PyObject* self) {
  Counter* const counter = reinterpret_cast<CounterObject*>(self)->pointer;
  if (counter != nullptr) Py_CLEAR(counter->wraps);
  return 0;
}

void Dealloc(PyObject* self) {
  PyTypeObject* const type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  Py_TRASHCAN_BEGIN(self, Dealloc);
  Clear(self);
  type->tp_free(self);
  Py_DECREF(type);
  Py_TRASHCAN_END;
}

PyObject* Count(PyObject* self, void*) {
  const Counter* const counter = Self(self);
  return counter != nullptr ? PyLong_FromUnsignedLongLong(counter->count) : nullptr;
}

PyMemberDef members[] = {
    {"__vectorcalloffset__", ferrule::compat::kMemberSsize, offsetof(CounterObject, call),
     ferrule::compat::kMemberReadOnly, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};

PyGetSetDef properties[] = {
    {"count", &Count, nullptr, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

PyType_Slot slots[] = {
    {Py_tp_new, reinterpret_cast<void*>(&New)},
    {Py_tp_init, reinterpret_cast<void*>(&Init)},
    {Py_tp_dealloc, reinterpret_cast<void*>(&Dealloc)},
    {Py_tp_traverse, reinterpret_cast<void*>(&Traverse)},
    {Py_tp_clear, reinterpret_cast<void*>(&Clear)},
    {Py_tp_call, reinterpret_cast<void*>(&PyVectorcall_Call)},
    {Py_tp_members, members},
    {Py_tp_getset, properties},
    {0, nullptr},
};

PyType_Spec spec = {
    "limit.CallCounter",
    sizeof(CounterObject),
    0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC |
        ferrule::compat::kCallableTypeFlags,
    slots,
};

}  // namespace

bool AddCallCounter(PyObject* module, State& state) {
  if (!Intern(kParameters, state.call_counter_names)) return false;
  state.call_counter =
      reinterpret_cast<PyTypeObject*>(PyType_FromModuleAndSpec(module, &spec, nullptr));
  if (state.call_counter == nullptr) return false;
  state.call_counter->tp_vectorcall = &Construct;
  return PyModule_AddType(module, state.call_counter) == 0;
}

}  // namespace limit
