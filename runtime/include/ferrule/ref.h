// References to Python objects: Bound owns one on an attached thread, Borrowed lends one, Py owns
// one on any thread.
//
// All three are one pointer wide. Bound and Borrowed are handles with the object protocol
// (object.h), and live and die where their thread is attached. Py has no protocol and may live,
// move and die on any thread, attached or not.
#ifndef FERRULE_REF_H_
#define FERRULE_REF_H_

#include <utility>

#include "ferrule/attach.h"
#include "ferrule/fwd.h"
#include "ferrule/object.h"
#include "ferrule/types.h"

namespace ferrule {
inline namespace abi_1 {

namespace internal {

// Keeps a reference until a thread attaches, and then releases it. Any thread, also after
// finalisation: it is then lost.
void DeferDecref(PyObject* object) noexcept;

// Releases a reference now if this thread is attached, else later; and later in a traverse, when no
// Python code may run.
inline void DropReference(PyObject* object) noexcept {
  if (CanAssumeAttached()) [[likely]] {
    Decref(object);
  } else {
    DeferDecref(object);
  }
}

// Returns a new reference to `object`, or null if that is null. Requires: attached, which builds
// with checks check.
inline PyObject* NewReference(PyObject* object) {
  CheckAttached();
  return Py_XNewRef(object);
}

// Returns `object`, to use it. Throws: EmptyReference; NotAttached, in builds with checks.
inline PyObject* Used(PyObject* object) {
  if (object == nullptr) [[unlikely]]
    ThrowEmpty();
  CheckAttached();
  return object;
}

// Returns `object`. Throws: PyErr if it is not a T; and as Used.
template <class T>
PyObject* Checked(PyObject* object) {
  if (!ExpectInstance<T>(Used(object))) ThrowError();
  return object;
}

}  // namespace internal

// Owns a reference on an attached thread. Copies count up; a moved-from one is empty. One that dies
// where its thread is not attached aborts in builds with checks.
template <class T>
class Bound : public Handle<T> {
 public:
  Bound() = default;

  // Takes over a new reference to a T. Throws: the Python error that is set, if `object` is null.
  static Bound from_owned_ptr(Python, PyObject* object) {
    if (object == nullptr) [[unlikely]]
      internal::ThrowError();
    return Bound(object);
  }

  // Counts up a reference to a T that someone else owns. Throws: the Python error that is set, if
  // `object` is null.
  static Bound from_borrowed_ptr(Python py, PyObject* object) {
    return from_owned_ptr(py, internal::NewReference(object));
  }

  Bound(const Bound& other) : Handle<T>(internal::NewReference(other.ptr_)) {}
  Bound(Bound&& other) noexcept : Handle<T>(other.into_ptr()) {}

  template <class U>
    requires internal::Upcasts<U, T>
  Bound(const Bound<U>& other) : Handle<T>(internal::NewReference(other.as_ptr())) {}
  template <class U>
    requires internal::Upcasts<U, T>
  Bound(Bound<U>&& other) noexcept : Handle<T>(other.into_ptr()) {}

  // Not for temporaries: `o["key"] = value` would change nothing. There is set_item for that.
  Bound& operator=(Bound other) & noexcept {
    std::swap(this->ptr_, other.ptr_);
    return *this;
  }

  ~Bound() {
    if (this->ptr_ == nullptr) return;
    internal::CheckAttachedOrAbort();
    internal::Decref(this->ptr_);
  }

  // Hands the reference over to the caller; null if this handle is empty, as it is afterwards.
  [[nodiscard]] PyObject* into_ptr() noexcept { return std::exchange(this->ptr_, nullptr); }

  // Returns the reference in a form that may leave the attachment.
  Py<T> unbind() const&;
  Py<T> unbind() &&;

  // Returns this object as a U. Throws: PyErr (TypeError) if it is not one.
  template <class U>
  Bound<U> cast() const& {
    return Bound<U>::from_borrowed_ptr(this->py(), internal::Checked<U>(this->ptr_));
  }
  template <class U>
  Bound<U> cast() && {
    internal::Checked<U>(this->ptr_);
    return Bound<U>::from_owned_ptr(this->py(), into_ptr());
  }

  // The same without asking. Requires: the object is a U. Throws: EmptyReference.
  template <class U>
  Bound<U> cast_unchecked() && {
    this->self();
    return Bound<U>::from_owned_ptr(this->py(), into_ptr());
  }
  template <class U>
  Bound<U> cast_unchecked() const& {
    return Bound<U>::from_borrowed_ptr(this->py(), this->self());
  }

 private:
  explicit Bound(PyObject* object) : Handle<T>(object) {}
};

// A reference that someone else owns, who must outlive it. Passed by value, costs nothing.
template <class T>
class Borrowed : public Handle<T> {
 public:
  Borrowed() = default;

  // Requires: `object` is a T, or null, which makes an empty handle.
  static Borrowed from_ptr(Python, PyObject* object) { return Borrowed(object); }

  template <class U>
    requires internal::Upcasts<U, T>
  Borrowed(const Bound<U>& other) : Handle<T>(other.as_ptr()) {}
  template <class U>
    requires(internal::Upcasts<U, T> && !std::is_same_v<U, T>)
  Borrowed(const Borrowed<U>& other) : Handle<T>(other.as_ptr()) {}

  // Returns a handle that counts up a reference of its own. Throws: EmptyReference.
  Bound<T> to_owned() const { return Bound<T>::from_borrowed_ptr(this->py(), this->self()); }

  // Returns a reference that may leave the attachment, empty if this is.
  Py<T> unbind() const;

  // Returns this object as a U. Throws: PyErr (TypeError) if it is not one.
  template <class U>
  Borrowed<U> cast() const {
    return Borrowed<U>::from_ptr(this->py(), internal::Checked<U>(this->ptr_));
  }

  // The same without asking. Requires: the object is a U. Throws: EmptyReference.
  template <class U>
  Borrowed<U> cast_unchecked() const {
    return Borrowed<U>::from_ptr(this->py(), this->self());
  }

 private:
  explicit Borrowed(PyObject* object) : Handle<T>(object) {}
};

// Owns a reference on any thread. It moves, and is cloned with a token; there is no implicit copy,
// so that no reference is ever counted up while detached. If it dies where its thread is detached,
// the reference waits for the next thread that attaches. Default-constructed, moved-from and reset
// ones are empty; to use an empty one throws EmptyReference. One that outlives its interpreter
// loses its reference, and must be gone before another interpreter is made.
//
// Threads: one object is used by one thread at a time, as other values are. SharedPy is the form
// for copies.
template <class T>
class Py {
 public:
  Py() = default;

  // Takes over a new reference to a T, or becomes empty if `object` is null. Any thread.
  static Py from_owned_ptr(PyObject* object) { return Py(object); }

  // Counts up a reference to a T, or becomes empty if `object` is null.
  static Py from_borrowed_ptr(Python, PyObject* object) {
    return Py(internal::NewReference(object));
  }

  // A Bound is where its thread is attached, so counting up is safe.
  template <class U>
    requires internal::Upcasts<U, T>
  Py(Bound<U> bound) noexcept : ptr_(bound.into_ptr()) {}

  Py(Py&& other) noexcept : ptr_(other.into_ptr()) {}
  template <class U>
    requires internal::Upcasts<U, T>
  Py(Py<U>&& other) noexcept : ptr_(other.into_ptr()) {}

  // The slot has its new value before the old reference is released, for that may run Python code
  // that looks at it.
  Py& operator=(Py other) noexcept {
    std::swap(ptr_, other.ptr_);
    return *this;
  }

  ~Py() { reset(); }

  // Empties this, and releases the reference.
  void reset() noexcept {
    if (PyObject* const object = into_ptr()) internal::DropReference(object);
  }

  // The same at the price of Py_DECREF alone: with a token there is nothing to ask.
  void drop_ref(Python) noexcept {
    PyObject* const object = into_ptr();
    if (object == nullptr) return;
    internal::CheckAttachedOrAbort();
    internal::Decref(object);
  }

  // Returns another reference to the same object. Throws: EmptyReference.
  Py clone_ref(Python) const { return Py(Py_NewRef(internal::Used(ptr_))); }

  // Returns a handle, good while this Py holds its object; a temporary Py hands its reference over.
  // Throws: EmptyReference.
  Borrowed<T> bind(Python py) const& { return Borrowed<T>::from_ptr(py, internal::Used(ptr_)); }
  Bound<T> bind(Python py) && {
    internal::Used(ptr_);
    return Bound<T>::from_owned_ptr(py, into_ptr());
  }

  // Returns this reference as one to a U; that of a temporary is handed over, or kept if this
  // throws. Throws: PyErr (TypeError) if the object is not a U; EmptyReference.
  template <class U>
  Py<U> cast(Python py) const& {
    return Py<U>::from_borrowed_ptr(py, internal::Checked<U>(ptr_));
  }
  template <class U>
  Py<U> cast(Python) && {
    internal::Checked<U>(ptr_);
    return Py<U>::from_owned_ptr(into_ptr());
  }

  // The same without asking. Requires: the object is a U. Throws: EmptyReference.
  template <class U>
  Py<U> cast_unchecked(Python py) const& {
    return Py<U>::from_borrowed_ptr(py, internal::Used(ptr_));
  }
  template <class U>
  Py<U> cast_unchecked(Python) && {
    internal::Used(ptr_);
    return Py<U>::from_owned_ptr(into_ptr());
  }

  // Hands the reference over to the caller; null if this is empty, as it is afterwards.
  [[nodiscard]] PyObject* into_ptr() noexcept { return std::exchange(ptr_, nullptr); }

  // Returns the object, still owned by this, or null if this is empty.
  PyObject* as_ptr() const { return ptr_; }

  // Returns whether this is not empty.
  explicit operator bool() const { return ptr_ != nullptr; }

  // Returns whether both are the same object. Any thread.
  template <class R>
  bool is(const R& other) const {
    return ptr_ == other.as_ptr();
  }

  bool is_none(Python) const { return internal::Used(ptr_) == Py_None; }

  // Returns how many references CPython counts, for tests.
  Py_ssize_t get_refcnt(Python) const { return Py_REFCNT(internal::Used(ptr_)); }

  friend void swap(Py& a, Py& b) noexcept { std::swap(a.ptr_, b.ptr_); }

 private:
  explicit Py(PyObject* object) : ptr_(object) {}

  PyObject* ptr_ = nullptr;
};

// -------------------------------------------------------------------------------------------------

static_assert(sizeof(Py<>) == sizeof(void*) && sizeof(Bound<>) == sizeof(void*));
static_assert(std::is_trivially_copyable_v<Borrowed<>>);

template <class T>
Py<T> Bound<T>::unbind() const& {
  return Py<T>::from_borrowed_ptr(this->py(), this->ptr_);
}

template <class T>
Py<T> Bound<T>::unbind() && {
  return Py<T>::from_owned_ptr(into_ptr());
}

template <class T>
Py<T> Borrowed<T>::unbind() const {
  return Py<T>::from_borrowed_ptr(this->py(), this->ptr_);
}

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_REF_H_
