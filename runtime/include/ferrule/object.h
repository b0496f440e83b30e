// What every handle to a Python object can do: attributes, items, calls, comparison, iteration,
// conversion.
//
// Bound<T> and Borrowed<T> (ref.h) are handles: they differ in whether they own their reference.
// For some T there is a specialisation with more to it (below, and in collections.h, module.h,
// datetime.h). Everything here
// requires that this thread is attached (builds with checks throw NotAttached if it is not), and
// throws PyErr with whatever Python raised, and EmptyReference if the handle is empty.
#ifndef FERRULE_OBJECT_H_
#define FERRULE_OBJECT_H_

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "ferrule/argument.h"
#include "ferrule/attach.h"
#include "ferrule/fwd.h"
#include "ferrule/types.h"

namespace ferrule {
inline namespace abi_1 {

// Thrown when a reference is used that is empty: default-constructed, moved from, or cleared.
class EmptyReference : public std::logic_error {
 public:
  EmptyReference();
};

class ObjectIterator;
struct ObjectIterationEnd {};

template <>
class Handle<Object> {
 public:
  // Returns the object, still owned by whoever owns it, or null if this handle is empty.
  PyObject* as_ptr() const { return ptr_; }

  // Returns whether this handle is not empty. Whether the object is true is another question:
  // is_truthy().
  explicit operator bool() const { return ptr_ != nullptr; }

  // Returns the token of the attachment that this handle lives in.
  Python py() const {
    internal::CheckAttached();
    return Python::assume_attached();
  }

  // Attributes. Of a name that is text a str is made each time; an Interned is one (interned.h).
  Bound<Object> attr(std::string_view name) const;
  inline Bound<Object> attr(const Interned& name) const;
  bool hasattr(std::string_view name) const;
  bool hasattr(const Interned& name) const;
  template <class V>
  void setattr(std::string_view name, V&& value) const;
  template <class V>
  void setattr(const Interned& name, V&& value) const;
  void delattr(std::string_view name) const;
  void delattr(const Interned& name) const;

  // Items, and slices: o[Slice::create(py, 1, 3)]. A missing one throws what Python raises:
  // KeyError, IndexError.
  template <class K>
  Bound<Object> operator[](K&& key) const;
  template <class K, class V>
  void set_item(K&& key, V&& value) const;
  template <class K>
  void del_item(K&& key) const;
  template <class V>
  bool contains(V&& value) const;
  std::size_t len() const;

  // Calls the object: o(1, "x", kw("key") = 2). References are passed on, other values are
  // converted. What stands for many, *rest and **options, is written unpack(rest) and
  // unpack_kw(options) (unpack.h).
  template <class... A>
    requires(!internal::kIsCallView<A> && ...)
  Bound<Object> operator()(A&&... arguments) const;

  // Calls the object with the arguments of the call that this function was called with. Costs one
  // call and builds nothing if `kwargs` are all the keywords of that call and nothing stood between
  // the two.
  Bound<Object> operator()(const Args& args) const;
  Bound<Object> operator()(const Args& args, const Kwargs& kwargs) const;

  // Calls the object with a tuple and a dict, as o(*args, **kwargs).
  Bound<Object> call(Borrowed<Tuple> args) const;
  Bound<Object> call(Borrowed<Tuple> args, Borrowed<Dict> kwargs) const;

  // Calls the method `name`.
  template <class... A>
  Bound<Object> call_method(std::string_view name, A&&... arguments) const;
  template <class... A>
  Bound<Object> call_method(const Interned& name, A&&... arguments) const;

  // Iterates over the object: for (Bound<> item : o).
  ObjectIterator begin() const;
  ObjectIterationEnd end() const { return {}; }
  Bound<Iterator> iter() const;

  // Identity and comparison. Operators, a < b and a + b, stand in operators.h.
  bool is_none() const { return self() == Py_None; }
  bool is(const Handle& other) const { return ptr_ == other.ptr_; }
  template <class V>
  bool eq(V&& other) const;
  bool is_truthy() const;
  Py_hash_t hash() const;

  // Returns whether the object is an instance, or a subclass, of a class or of one in a tuple.
  bool isinstance(const Handle& type) const;
  bool issubclass(const Handle& type) const;
  template <class T>
  bool is_instance() const {
    return internal::IsInstance<T>(self());
  }
  Bound<Type> type() const;

  // As Python's str() and repr(), in UTF-8.
  std::string str() const;
  std::string repr() const;

  // As format(object, specification).
  std::string format(std::string_view specification) const;

  // Returns the names of its attributes, as dir() does.
  Bound<List> dir() const;

  // Returns the object as a C++ value, strictly: nothing is rounded, truncated or parsed. Views
  // point into the object.
  template <class V>
  V extract() const;

  // Returns how many references CPython counts, for tests.
  Py_ssize_t get_refcnt() const { return Py_REFCNT(self()); }

 protected:
  Handle() = default;
  explicit Handle(PyObject* object) : ptr_(object) {}
  Handle(const Handle&) = default;
  Handle& operator=(const Handle&) = default;
  ~Handle() = default;

  // Returns the object, to use it. Throws: EmptyReference; NotAttached, in builds with checks.
  PyObject* self() const {
    if (ptr_ == nullptr) [[unlikely]]
      internal::ThrowEmpty();
    internal::CheckAttached();
    return ptr_;
  }

  PyObject* ptr_ = nullptr;
};

// A handle to an object that is known to be a T.
template <class T>
class Handle : public Handle<Object> {
 protected:
  using Handle<Object>::Handle;
  Handle() = default;
};

template <>
class Handle<Str> : public Handle<Object> {
 public:
  // Returns the text in UTF-8, which the object keeps: not to be used after the object is gone.
  std::string_view view() const;

 protected:
  using Handle<Object>::Handle;
  Handle() = default;
};

template <>
class Handle<Type> : public Handle<Object> {
 public:
  // As __name__, __qualname__ and __module__.
  std::string name() const;
  std::string qualname() const;
  std::string module() const;

 protected:
  using Handle<Object>::Handle;
  Handle() = default;
};

template <>
class Handle<Iterator> : public Handle<Object> {
 public:
  // Returns the next item, or an empty handle at the end. Throws: PyErr.
  Bound<> next() const;

 protected:
  using Handle<Object>::Handle;
  Handle() = default;
};

// -------------------------------------------------------------------------------------------------

namespace internal {

// The protocol in terms of raw pointers. Each throws the Python error.
void SetAttr(PyObject* object, std::string_view name, PyObject* value);
void SetAttr(PyObject* object, const Interned& name, PyObject* value);
void SetItem(PyObject* object, PyObject* key, PyObject* value);
void DelItem(PyObject* object, PyObject* key);
bool Contains(PyObject* object, PyObject* value);
bool Equal(PyObject* object, PyObject* other);

// These return a new reference, or null with an error set.
PyObject* GetItem(PyObject* object, PyObject* key);
PyObject* CallMethod(std::string_view name, PyObject* const* values, std::size_t nargsf,
                     PyObject* names);
PyObject* CallMethod(const Interned& name, PyObject* const* values, std::size_t nargsf,
                     PyObject* names);

}  // namespace internal

template <class V>
void Handle<Object>::setattr(std::string_view name, V&& value) const {
  const internal::Arguments<V> argument(std::forward<V>(value));
  internal::SetAttr(self(), name, argument[0]);
}

template <class V>
void Handle<Object>::setattr(const Interned& name, V&& value) const {
  const internal::Arguments<V> argument(std::forward<V>(value));
  internal::SetAttr(self(), name, argument[0]);
}

template <class K, class V>
void Handle<Object>::set_item(K&& key, V&& value) const {
  const internal::Arguments<K, V> arguments(std::forward<K>(key), std::forward<V>(value));
  internal::SetItem(self(), arguments[0], arguments[1]);
}

template <class K>
void Handle<Object>::del_item(K&& key) const {
  const internal::Arguments<K> argument(std::forward<K>(key));
  internal::DelItem(self(), argument[0]);
}

template <class V>
bool Handle<Object>::contains(V&& value) const {
  const internal::Arguments<V> argument(std::forward<V>(value));
  return internal::Contains(self(), argument[0]);
}

template <class V>
bool Handle<Object>::eq(V&& other) const {
  const internal::Arguments<V> argument(std::forward<V>(other));
  return internal::Equal(self(), argument[0]);
}

template <class V>
V Handle<Object>::extract() const {
  using Carrier = typename Converter<V>::Carrier;
  if constexpr (requires { Converter<V>::kBorrows; }) {
    static_assert(
        !Converter<V>::kBorrows || std::is_trivially_copyable_v<Carrier>,
        "what this type points to is gone when extract returns: extract a type that owns");
  }
  Carrier carrier{};
  if (!internal::OrPark([&](PyObject* object) { return Converter<V>::FromPython(object, carrier); },
                        self()))
    internal::ThrowError();
  return Converter<V>::Unwrap(std::move(carrier));
}

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_OBJECT_H_
