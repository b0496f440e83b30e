// A key and its value, both Python objects by then: what a braced list of entries is made of.
#ifndef FERRULE_DICT_ENTRY_H_
#define FERRULE_DICT_ENTRY_H_

#include <utility>

#include "ferrule/argument.h"
#include "ferrule/ref.h"

namespace ferrule {
inline namespace abi_1 {

namespace internal {

// Returns `value` as a Python object; a reference is counted up. Throws: PyErr if the conversion
// fails; EmptyReference; NotAttached, in builds with checks.
template <class A>
Bound<> NewArgument(A&& value) {
  CheckAttached();
  PyObject* const object = ArgumentTraits<A>::Convert(value);
  const Python py = Python::assume_attached();
  if constexpr (ArgumentTraits<A>::kOwned) {
    return Bound<>::from_owned_ptr(py, object);
  } else {
    return Bound<>::from_borrowed_ptr(py, object);
  }
}

}  // namespace internal

// One of {{"slope", 0.2}, {"name", "x"}}. References are counted up, other values are converted
// where this is written: on an attached thread. Throws: PyErr if that fails.
class DictEntry {
 public:
  template <class K, class V>
  DictEntry(K&& key, V&& value)
      : key_(internal::NewArgument(std::forward<K>(key))),
        value_(internal::NewArgument(std::forward<V>(value))) {}

  const Bound<>& key() const { return key_; }
  const Bound<>& value() const { return value_; }

 private:
  Bound<> key_;
  Bound<> value_;
};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_DICT_ENTRY_H_
