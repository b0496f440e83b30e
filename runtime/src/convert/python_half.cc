#include "ferrule/convert/python_half.h"

#include <utility>

#include "ferrule/abi.h"
#include "ferrule/ref.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {
namespace {

abi::OwningHead* HeadOf(PyObject* instance) { return reinterpret_cast<abi::OwningHead*>(instance); }

}  // namespace

PythonHalf::PythonHalf(PyObject* self) : self_(self) {
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
