#include "ferrule/convert/text.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {

bool TextSlow(PyObject* object, std::string_view& out) {
  if (!PyUnicode_Check(object)) return RaiseExpected("str", object);
  Py_ssize_t size = 0;
  const char* const text = PyUnicode_AsUTF8AndSize(object, &size);  // raises on lone surrogates
  if (text == nullptr) return false;
  out = std::string_view(text, static_cast<std::size_t>(size));
  return true;
}

}  // namespace convert
}  // namespace abi_1
}  // namespace ferrule
