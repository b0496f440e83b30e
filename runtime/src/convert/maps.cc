#include "ferrule/convert/maps.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {
namespace {

PyObject* KeysOf(PyObject* mapping) {
  return internal::OrPark([&] { return PyObject_CallMethod(mapping, "keys", nullptr); });
}

}  // namespace

bool DictEntries::RaiseChanged(const char* message) {
  PyErr_SetString(PyExc_RuntimeError, message);
  return false;
}

MappingEntries::MappingEntries(PyObject* mapping)
    : mapping_(mapping), keys_(KeysOf(mapping)), iteration_(keys_.get()) {}

bool MappingEntries::Next() {
  Release();
  key_ = iteration_.Next();
  if (key_ == nullptr) {
    succeeded_ = iteration_.succeeded();
    return false;
  }
  value_ = internal::OrPark(PyObject_GetItem, mapping_, key_);
  return value_ != nullptr;
}

void MappingEntries::Release() {
  if (key_ != nullptr) internal::Decref(std::exchange(key_, nullptr));
  if (value_ != nullptr) internal::Decref(std::exchange(value_, nullptr));
}

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule
