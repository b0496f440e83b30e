#include "ferrule/convert/python_half.h"

#include <mutex>
#include <utility>

#include "ferrule/abi.h"
#include "ferrule/ref.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {
namespace {

abi::OwningHead* HeadOf(PyObject* instance) { return reinterpret_cast<abi::OwningHead*>(instance); }

// Of the instances that objects know, where the interpreter has no lock: none is freed while
// somebody is about to take a reference to it. Never held while Python runs.
constinit std::mutex self_mutex;

class SelfLock {
 public:
  SelfLock() {
    if constexpr (compat::kIsFreeThreaded) self_mutex.lock();
  }
  ~SelfLock() {
    if constexpr (compat::kIsFreeThreaded) self_mutex.unlock();
  }
  SelfLock(const SelfLock&) = delete;
  SelfLock& operator=(const SelfLock&) = delete;
};

}  // namespace

PyObject* PythonHalf::TakeSelf() const {
  const SelfLock lock;
  return self_ != nullptr && compat::TryIncref(self_) ? self_ : nullptr;
}

void PythonHalf::LoseSelf() {
  const SelfLock lock;
  self_ = nullptr;
}

PythonHalf::PythonHalf(PyObject* self) : self_(self) {
  compat::EnableTryIncref(self);
  HeadOf(self)->has_python_half = 1;
  HeadOf(self)->shared_pointer[1] = this;  // where shared storage has its std::shared_ptr soon
}

void PythonHalf::Keep() {
  is_kept_ = true;
  Py_INCREF(self_);
}

PyObject* PythonHalf::Release() {
  is_kept_ = false;
  return self_;
}

PythonHalf::~PythonHalf() {
  if (self_ == nullptr) return;
  abi::OwningHead* const head = HeadOf(self_);
  head->has_python_half = 0;
  if (!is_kept_) return;
  head->base.pointer = nullptr;
  head->absence = abi::Absence::kGiven;
  const Py<> dropped =
      Py<>::from_owned_ptr(self_);  // waits in the pool where this thread is not attached
}

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule
