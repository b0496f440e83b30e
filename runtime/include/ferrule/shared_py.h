// A reference to a Python object that may be copied on any thread.
#ifndef FERRULE_SHARED_PY_H_
#define FERRULE_SHARED_PY_H_

#include <memory>
#include <utility>

#include "ferrule/ref.h"

namespace ferrule {
inline namespace abi_1 {

// Owns one reference to a Python object, however many copies there are: copying counts in C++ and
// so needs no attachment. For what must be copyable, a capture in a std::function say. The last
// copy releases the reference as Py does. Threads: as std::shared_ptr.
template <class T>
class SharedPy {
 public:
  SharedPy() = default;

  // An empty Py makes an empty SharedPy.
  template <class U>
    requires internal::Upcasts<U, T>
  SharedPy(Py<U> object)
      : object_(object ? std::make_shared<const Py<>>(std::move(object)) : nullptr) {}
  template <class U>
    requires internal::Upcasts<U, T>
  SharedPy(Bound<U> object) : SharedPy(Py<U>(std::move(object))) {}
  template <class U>
    requires internal::Upcasts<U, T>
  SharedPy(SharedPy<U> other) noexcept : object_(std::move(other.object_)) {}

  SharedPy(const SharedPy&) = default;
  SharedPy(SharedPy&&) noexcept = default;
  SharedPy& operator=(const SharedPy&) = default;
  SharedPy& operator=(SharedPy&&) noexcept = default;

  // Returns a handle, good while any copy lives; of a temporary, one that owns a reference. Throws:
  // EmptyReference.
  Borrowed<T> bind(Python py) const& {
    if (object_ == nullptr) internal::ThrowEmpty();
    return object_->bind(py).template cast_unchecked<T>();
  }
  Bound<T> bind(Python py) && {
    const SharedPy& self = *this;
    return self.bind(py).to_owned();
  }

  // Returns a reference of its own. Throws: EmptyReference.
  Py<T> clone_ref(Python py) const { return bind(py).unbind(); }

  // Empties this copy.
  void reset() noexcept { object_.reset(); }

  // Returns the object, or null if this is empty.
  PyObject* as_ptr() const { return object_ != nullptr ? object_->as_ptr() : nullptr; }

  explicit operator bool() const { return object_ != nullptr; }

  // Returns whether there is no other copy. Exact only while no other thread copies this one.
  bool is_unique() const { return object_.use_count() == 1; }

  // Returns whether both are the same object. Any thread.
  template <class R>
  bool is(const R& other) const {
    return as_ptr() == other.as_ptr();
  }

 private:
  template <class U>
  friend class SharedPy;

  std::shared_ptr<const Py<>> object_;  // a T
};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_SHARED_PY_H_
