#include "runtime/src/translators.h"

#include <cstdint>

#include "ferrule/call.h"
#include "ferrule/exceptions.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {

constinit std::atomic<bool> has_translators{false};

namespace {

constexpr std::int64_t kNowhere = -1;
constexpr const char* kKey = "__exception_translators__";

// One that was registered. Nodes stay for ever, since somebody may be looking at them; one whose
// module is gone serves the next that registers the same.
struct Node {
  Translator translator;
  std::atomic<std::int64_t> interpreter;  // kNowhere: its module is gone
  std::atomic<const void*> owner;
  Node* next;
};
constinit std::atomic<Node*> nodes{nullptr};

std::int64_t CurrentInterpreterId() { return PyInterpreterState_GetID(PyInterpreterState_Get()); }

bool IsSame(const Translator& a, const Translator& b) {
  return a.find == b.find && a.function == b.function;
}

// The registration ends when the module drops the capsule.
void Forget(PyObject* capsule) {
  const void* const owner = PyCapsule_GetPointer(capsule, kKey);
  for (Node* node = nodes.load(std::memory_order_acquire); node != nullptr; node = node->next) {
    if (node->owner.load(std::memory_order_relaxed) != owner) continue;
    node->owner.store(nullptr, std::memory_order_relaxed);
    node->interpreter.store(kNowhere, std::memory_order_release);
  }
  delete static_cast<const char*>(owner);
}

// What stands for the module, and goes with it.
const void* OwnerFor(const Handle<Module>& module) {
  PyObject* const dictionary = PyModule_GetDict(module.as_ptr());  // borrowed
  if (PyObject* const known = PyDict_GetItemString(dictionary, kKey); known != nullptr)
    return PyCapsule_GetPointer(known, kKey);
  auto* const owner = new char();
  PyObject* const capsule = PyCapsule_New(owner, kKey, &Forget);
  if (capsule == nullptr) {
    delete owner;
    throw PyErr::fetch(module.py());
  }
  const int stored = PyDict_SetItemString(dictionary, kKey, capsule);
  Py_DECREF(capsule);
  if (stored != 0) throw PyErr::fetch(module.py());
  return owner;
}

// A node whose module is gone, if one had the same translator.
Node* Reused(const Translator& translator, std::int64_t interpreter) {
  for (Node* node = nodes.load(std::memory_order_acquire); node != nullptr; node = node->next) {
    std::int64_t nowhere = kNowhere;
    if (IsSame(node->translator, translator) &&
        node->interpreter.compare_exchange_strong(nowhere, interpreter))
      return node;
  }
  return nullptr;
}

}  // namespace

void RegisterTranslator(const Handle<Module>& module, const Translator& translator) {
  if (module.as_ptr() == nullptr) ThrowEmpty();
  const std::int64_t interpreter = CurrentInterpreterId();
  const void* const owner = OwnerFor(module);
  has_translators.store(true, std::memory_order_relaxed);
  if (Node* const node = Reused(translator, interpreter)) {
    node->owner.store(owner, std::memory_order_relaxed);
    return;
  }
  auto* const node = new Node{translator, interpreter, owner, nodes.load()};
  while (!nodes.compare_exchange_weak(node->next, node, std::memory_order_acq_rel)) {
  }
}

bool Translate(const std::exception* error) {
  if (!has_translators.load(std::memory_order_relaxed)) return false;
  const std::int64_t interpreter = CurrentInterpreterId();
  for (const Node* node = nodes.load(std::memory_order_acquire); node != nullptr;
       node = node->next) {
    if (node->interpreter.load(std::memory_order_acquire) != interpreter) continue;
    const void* const thrown = node->translator.find(error);
    if (thrown == nullptr) continue;
    const Python py = Python::assume_attached();
    node->translator.call(node->translator.function, py, thrown).restore(py);
    return true;
  }
  return false;
}

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule
