// Calls into Python by the vectorcall protocol, and views of the arguments that Python called with.
#ifndef FERRULE_CALL_H_
#define FERRULE_CALL_H_

#include <cstddef>
#include <cstring>
#include <string_view>
#include <utility>

#include "ferrule/argument.h"
#include "ferrule/object.h"
#include "ferrule/ref.h"
#include "ferrule/unpack.h"

namespace ferrule {
inline namespace abi_1 {

// The positional arguments of the call that is being made: a view of the caller's own vector, good
// until the call returns. What shall be kept is made a tuple.
class Args {
 public:
  // For generated glue. `nargsf` is the count, which may carry PY_VECTORCALL_ARGUMENTS_OFFSET if
  // the entry before `values` is the caller's to lend.
  Args(PyObject* const* values, std::size_t nargsf) : values_(values), nargsf_(nargsf) {}
  Args(const Args&) = delete;
  Args& operator=(const Args&) = delete;

  std::size_t size() const { return static_cast<std::size_t>(PyVectorcall_NARGS(nargsf_)); }
  bool empty() const { return size() == 0; }

  // Requires: index < size().
  Borrowed<> operator[](std::size_t index) const { return Wrap(values_[index]); }

  class Iterator {
   public:
    explicit Iterator(PyObject* const* at) : at_(at) {}
    Borrowed<> operator*() const { return Wrap(*at_); }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    bool operator==(const Iterator&) const = default;

   private:
    PyObject* const* at_;
  };
  Iterator begin() const { return Iterator(values_); }
  Iterator end() const { return Iterator(values_ + size()); }

  // Throws: PyErr.
  Bound<Tuple> to_tuple(Python py) const;

  PyObject* const* values() const { return values_; }
  std::size_t nargsf() const { return nargsf_; }

 private:
  static Borrowed<> Wrap(PyObject* object) {
    return Borrowed<>::from_ptr(Python::assume_attached(), object);
  }

  PyObject* const* values_;
  std::size_t nargsf_;
};

// The keyword arguments of the call that is being made: a view of the caller's own vector and
// names, good until the call returns. What shall be kept is made a dict.
class Kwargs {
 public:
  struct Item {
    Borrowed<Str> name;
    Borrowed<> value;
  };

  // For generated glue. `names` is a tuple of str, or null if there are none.
  Kwargs(PyObject* const* values, PyObject* names) : values_(values), names_(names) {}
  Kwargs(const Kwargs&) = delete;
  Kwargs& operator=(const Kwargs&) = delete;

  std::size_t size() const {
    return names_ == nullptr ? 0 : static_cast<std::size_t>(PyTuple_GET_SIZE(names_));
  }
  bool empty() const { return size() == 0; }

  // Returns the value of the keyword `name`, or an empty handle if it was not given.
  Borrowed<> find(std::string_view name) const;

  // Iterates over names and values, in the order of the call: for (auto [name, value] : kwargs).
  class Iterator {
   public:
    Iterator(const Kwargs* kwargs, std::size_t index) : kwargs_(kwargs), index_(index) {}
    Item operator*() const { return kwargs_->At(index_); }
    Iterator& operator++() {
      ++index_;
      return *this;
    }
    bool operator==(const Iterator&) const = default;

   private:
    const Kwargs* kwargs_;
    std::size_t index_;
  };
  Iterator begin() const { return Iterator(this, 0); }
  Iterator end() const { return Iterator(this, size()); }

  // Throws: PyErr.
  Bound<Dict> to_dict(Python py) const;

  PyObject* const* values() const { return values_; }
  PyObject* names() const { return names_; }

 private:
  Item At(std::size_t index) const {
    const Python py = Python::assume_attached();
    PyObject* const name = PyTuple_GET_ITEM(names_, static_cast<Py_ssize_t>(index));
    return {Borrowed<Str>::from_ptr(py, name), Borrowed<>::from_ptr(py, values_[index])};
  }

  PyObject* const* values_;
  PyObject* names_;
};

// -------------------------------------------------------------------------------------------------

namespace internal {

// PyObject_Vectorcall, with the read of the callable's slot inlined. Returns a new reference, null
// with an error set.
inline PyObject* Vectorcall(PyObject* callable, PyObject* const* values, std::size_t nargsf,
                            PyObject* names) {
  PyTypeObject* const type = Py_TYPE(callable);
  vectorcallfunc function = nullptr;
  if (PyType_HasFeature(type, Py_TPFLAGS_HAVE_VECTORCALL)) [[likely]] {
    std::memcpy(&function, reinterpret_cast<char*>(callable) + type->tp_vectorcall_offset,
                sizeof(function));
  }
  if (function == nullptr) [[unlikely]]
    function = PyObject_Vectorcall;
  return OrPark(function, callable, values, nargsf, names);
}

// The same while a reference to the callable is held: the call may run code that drops the one it
// was found through.
inline Bound<> HeldCall(PyObject* callable, PyObject* const* values, std::size_t nargsf,
                        PyObject* names) {
  // CPython counts on its callees to notice endless recursion: here, where C++ may be all that
  // recurses.
  if (Py_EnterRecursiveCall(" while calling a Python object") != 0) ThrowError();
  Py_INCREF(callable);
  PyObject* const result = Vectorcall(callable, values, nargsf, names);
  Decref(callable);
  Py_LeaveRecursiveCall();
  return Bound<>::from_owned_ptr(Python::assume_attached(), result);
}

// Calls with arguments of which some stand for many.
template <class... A>
Bound<> GatheredCall(PyObject* callable, A&&... arguments) {
  GatheredArguments gathered(callable);
  (gathered.Add(std::forward<A>(arguments)), ...);
  PyObject* const names = gathered.MakeNames();
  return HeldCall(callable, gathered.values(), gathered.nargsf(), names);
}

// Calls with keyword values that do not follow the positional ones in memory. Returns a new
// reference, null with an error set.
PyObject* CallMerged(PyObject* callable, PyObject* const* values, std::size_t count,
                     PyObject* const* keyword_values, PyObject* names);

}  // namespace internal

template <class... A>
  requires(!internal::kIsCallView<A> && ...)
Bound<> Handle<Object>::operator()(A&&... arguments) const {
  PyObject* const callable = self();
  internal::CheckOrder<A...>();
  if constexpr ((internal::kStandsForMany<A> || ...)) {
    return internal::GatheredCall(callable, std::forward<A>(arguments)...);
  } else {
    const internal::Arguments<A...> vector(std::forward<A>(arguments)...);
    return internal::HeldCall(callable, vector.values(), vector.nargsf(), vector.names());
  }
}

inline Bound<> Handle<Object>::operator()(const Args& args) const {
  return internal::HeldCall(self(), args.values(), args.nargsf(), nullptr);
}

inline Bound<> Handle<Object>::operator()(const Args& args, const Kwargs& kwargs) const {
  if (kwargs.names() == nullptr || kwargs.values() == args.values() + args.size()) [[likely]] {
    return internal::HeldCall(self(), args.values(), args.nargsf(), kwargs.names());
  }
  return Bound<>::from_owned_ptr(py(), internal::CallMerged(self(), args.values(), args.size(),
                                                            kwargs.values(), kwargs.names()));
}

namespace internal {

// Calls a method by its name, which is text or an Interned. Returns a new reference, null with an
// error set. Throws: as the arguments do.
template <class Name, class... A>
PyObject* CallMethodWith(PyObject* object, const Name& name, A&&... arguments) {
  CheckOrder<A...>();
  if constexpr ((kStandsForMany<A> || ...)) {
    GatheredArguments gathered(name);
    (gathered.Add(std::forward<A>(arguments)), ...);
    PyObject* const names = gathered.MakeNames();
    return CallMethod(name, gathered.values_with(object), gathered.nargsf_with_self(), names);
  } else {
    Arguments<A...> vector(std::forward<A>(arguments)...);
    return CallMethod(name, vector.values_with(object), vector.nargsf_with_self(), vector.names());
  }
}

}  // namespace internal

template <class... A>
Bound<> Handle<Object>::call_method(std::string_view name, A&&... arguments) const {
  PyObject* const result = internal::CallMethodWith(self(), name, std::forward<A>(arguments)...);
  return Bound<>::from_owned_ptr(py(), result);
}

template <class... A>
Bound<> Handle<Object>::call_method(const Interned& name, A&&... arguments) const {
  PyObject* const result = internal::CallMethodWith(self(), name, std::forward<A>(arguments)...);
  return Bound<>::from_owned_ptr(py(), result);
}

template <class K>
Bound<> Handle<Object>::operator[](K&& key) const {
  const internal::Arguments<K> argument(std::forward<K>(key));
  return Bound<>::from_owned_ptr(py(), internal::GetItem(self(), argument[0]));
}

// One item at a time of an iteration, as a range-based for needs it.
class ObjectIterator {
 public:
  // Requires: `iterator` is one. Throws: PyErr, as ++ does, with what the iterator raised.
  explicit ObjectIterator(Bound<Iterator> iterator) : iterator_(std::move(iterator)) { ++*this; }

  const Bound<>& operator*() const { return item_; }
  ObjectIterator& operator++();
  bool operator==(ObjectIterationEnd) const { return !item_; }

 private:
  Bound<Iterator> iterator_;
  Bound<> item_;  // empty at the end
};

// Returns `value` as a Python object; references are counted up. Throws: PyErr if the conversion
// fails.
template <class V>
Bound<> to_python(Python, V&& value) {
  return internal::NewArgument(std::forward<V>(value));
}

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CALL_H_
