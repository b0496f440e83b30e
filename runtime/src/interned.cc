#include "ferrule/interned.h"

#include "runtime/src/text.h"

namespace ferrule {
inline namespace abi_1 {

// The str is made before there is a place for it: what it takes may collect garbage before 3.12,
// and with that run code that comes here for the same name.
Borrowed<Str> Interned::Make(Python py) const {
  PyObject* name = internal::MakeText(text_).into_ptr();
  PyUnicode_InternInPlace(&name);
  once_.set(py, Py<Str>::from_owned_ptr(name));
  return once_.get(py)->bind(py);
}

}  // namespace abi_1
}  // namespace ferrule
