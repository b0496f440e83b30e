#include "runtime/src/text.h"

namespace ferrule {
inline namespace abi_1 {
namespace internal {

Bound<Str> MakeText(std::string_view text) {
  return Bound<Str>::from_owned_ptr(
      Python::assume_attached(),
      PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), nullptr));
}

std::string TakeUtf8(PyObject* text) {
  const Bound<> owner = Bound<>::from_owned_ptr(Python::assume_attached(), text);
  Py_ssize_t size;
  const char* const characters = PyUnicode_AsUTF8AndSize(text, &size);
  if (characters == nullptr) ThrowError();
  return std::string(characters, static_cast<std::size_t>(size));
}

int CheckStatus(int status) {
  if (status < 0) ThrowError();
  return status;
}

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule
