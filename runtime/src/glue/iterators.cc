#include "ferrule/glue/iterators.h"

#include <mutex>
#include <utility>

#include "ferrule/attach.h"
#include "ferrule/convert/keepers.h"
#include "ferrule/park.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {
namespace {

// Of the links between iterators. Never held while Python runs.
std::mutex& Mutex() {
  static auto* const mutex = new std::mutex;  // outlives the destructors that run at exit
  return *mutex;
}

}  // namespace

std::atomic<LiveIterator*> newest_iterator = nullptr;

void Remember(LiveIterator& iterator) {
  const std::lock_guard lock(Mutex());
  iterator.older = newest_iterator.load(std::memory_order_relaxed);
  if (iterator.older != nullptr) iterator.older->newer = &iterator;
  newest_iterator.store(&iterator, std::memory_order_relaxed);
}

void Forget(LiveIterator& iterator) {
  const std::lock_guard lock(Mutex());
  if (iterator.older != nullptr) iterator.older->newer = iterator.newer;
  if (iterator.newer != nullptr) {
    iterator.newer->older = iterator.older;
  } else {
    newest_iterator.store(iterator.older, std::memory_order_relaxed);
  }
}

void MakeStaleSlow(PyObject* range) {
  PyObject* const root = convert::RootOf(range);
  const std::lock_guard lock(Mutex());
  for (LiveIterator* each = newest_iterator.load(std::memory_order_relaxed); each != nullptr;
       each = each->older) {
    if (each->root == root || convert::Keeps(each->root, root)) each->is_stale = true;
  }
}

PyObject* EndIterator(IteratorHead& head) {
  PyObject* const range = std::exchange(head.range, nullptr);
  if (range != nullptr) internal::Decref(range);
  return nullptr;
}

PyObject* RaiseStale(PyObject* range) {
  PyErr_Format(PyExc_RuntimeError, "'%.200s' object changed during iteration",
               Py_TYPE(range)->tp_name);
  return nullptr;
}

int TraverseHead(IteratorHead& head, visitproc visit, void* arg) {
  const auto forbidden = ForbidAttaching::during_traverse();
  Py_VISIT(Py_TYPE(&head.base));
  Py_VISIT(head.range);
  return 0;
}

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule
