#include "ferrule/warning.h"

#include "ferrule/ref.h"
#include "runtime/src/text.h"

namespace ferrule {
inline namespace abi_1 {

void warn(Python, PyObject* category, std::string_view message, int stack_level) {
  internal::Used(category);
  const Bound<Str> text = internal::MakeText(message);
  internal::CheckStatus(internal::OrPark(
      [&] { return PyErr_WarnFormat(category, stack_level, "%U", text.as_ptr()); }));
}

void warn(const Handle<Object>& category, std::string_view message, int stack_level) {
  warn(category.py(), category.as_ptr(), message, stack_level);
}

}  // namespace abi_1
}  // namespace ferrule
