// Conversions between Python objects and C++ values, as glue and the runtime's `extract` and
// `to_python` use them.
//
// A Converter<T> has
//   Carrier                       what holds a converted argument until T is made of it: T itself,
//   or a cheap view FromPython(object, carrier)   false with a Python error set; strict, as the
//   guide's table says Unwrap(carrier)               the T ToPython(value)               a new
//   reference; null with a Python error set
// All of them require an attached thread. A carrier may point into the object it came from and is
// good for as long as that object is held. Only C++ exceptions that T's own constructors throw
// (std::bad_alloc, say) come out.
#ifndef FERRULE_CONVERT_H_
#define FERRULE_CONVERT_H_

#include <concepts>
#include <cstddef>
#include <limits>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "ferrule/park.h"
#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {

namespace convert {

// Out of line: what the fast paths below fall back on. Cold, so that the fast paths save no
// registers for them.
[[gnu::cold]] bool IntegerSlow(PyObject* object, long long minimum, long long maximum,
                               long long& out);
[[gnu::cold]] bool UnsignedSlow(PyObject* object, unsigned long long maximum,
                                unsigned long long& out);
[[gnu::cold]] bool FloatSlow(PyObject* object, double& out);
bool FloatFromDouble(double value, float& out);
[[gnu::cold]] bool TextSlow(PyObject* object, std::string_view& out);

// Sets `TypeError: expected WHAT, got 'type of object'`; returns false.
[[gnu::cold]] bool RaiseExpected(const char* what, PyObject* object);
[[gnu::cold]] bool RaiseExpected(PyTypeObject* type, PyObject* object);

// Prefixes the current error: `item 3: ` in front of its message, or a note where the error is not
// a plain message.
void RaiseInItem(Py_ssize_t index);

// True for what a std::vector is made from: a sequence, but no str, bytes or bytearray. Sets
// TypeError otherwise.
bool CheckSequence(PyObject* object);

// A new reference, held while C++ code runs that may throw.
class Held {
 public:
  explicit Held(PyObject* object) : object_(object) {}
  ~Held() {
    if (object_ != nullptr) internal::Decref(object_);
  }
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;

  PyObject* get() const { return object_; }
  PyObject* Release() { return std::exchange(object_, nullptr); }

 private:
  PyObject* object_;
};

template <class T>
concept Integer = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char> &&
                  !std::same_as<T, wchar_t> && !std::same_as<T, char8_t> &&
                  !std::same_as<T, char16_t> && !std::same_as<T, char32_t>;

}  // namespace convert

// Defined here for values; in convert/classes.h for bound classes (the primary template) and enums;
// in convert/handles.h for Py, Bound and Borrowed.
template <class T>
struct Converter;

namespace convert {

// What reading an attribute gives: the value in an immutable form, so that changing the result
// cannot seem to change the object it was read from.
template <class T>
PyObject* ToSnapshot(const T& value) {
  if constexpr (requires { Converter<T>::ToSnapshot(value); }) {
    return Converter<T>::ToSnapshot(value);
  } else {
    return Converter<T>::ToPython(value);
  }
}

}  // namespace convert

template <>
struct Converter<bool> {
  using Carrier = bool;
  static bool FromPython(PyObject* object, bool& out) {
    if (object == Py_True) {
      out = true;
      return true;
    }
    if (object == Py_False) {
      out = false;
      return true;
    }
    return convert::RaiseExpected("bool", object);
  }
  static bool Unwrap(bool carrier) { return carrier; }
  static PyObject* ToPython(bool value) { return Py_NewRef(value ? Py_True : Py_False); }
};

template <convert::Integer T>
struct Converter<T> {
  using Carrier = T;

  static bool FromPython(PyObject* object, T& out) {
    // One digit fits any signed type of four bytes or more, which the compiler cannot know; the
    // narrower and the unsigned ones are held against it.
    if (PyLong_CheckExact(object) && compat::IsCompactInt(object)) [[likely]] {
      const Py_ssize_t value = compat::CompactIntValue(object);
      if ((std::signed_integral<T> && sizeof(T) >= 4) || std::in_range<T>(value)) [[likely]] {
        out = static_cast<T>(value);
        return true;
      }
    }
    return Slow(object, out);
  }
  static T Unwrap(T carrier) { return carrier; }

  static PyObject* ToPython(T value) {
    if constexpr (std::signed_integral<T> && sizeof(T) <= sizeof(long)) {
      return PyLong_FromLong(value);
    } else if constexpr (std::signed_integral<T>) {
      return PyLong_FromLongLong(value);
    } else if constexpr (sizeof(T) < sizeof(long)) {
      return PyLong_FromLong(static_cast<long>(value));
    } else if constexpr (sizeof(T) <= sizeof(std::size_t)) {
      return PyLong_FromSize_t(value);  // half the work of the next one, in CPython 3.11
    } else {
      return PyLong_FromUnsignedLongLong(value);
    }
  }

 private:
  static bool Slow(PyObject* object, T& out) {
    if constexpr (std::signed_integral<T>) {
      long long wide;
      if (!convert::IntegerSlow(object, std::numeric_limits<T>::min(),
                                std::numeric_limits<T>::max(), wide))
        return false;
      out = static_cast<T>(wide);
    } else {
      unsigned long long wide;
      if (!convert::UnsignedSlow(object, std::numeric_limits<T>::max(), wide)) return false;
      out = static_cast<T>(wide);
    }
    return true;
  }
};

template <>
struct Converter<double> {
  using Carrier = double;
  static bool FromPython(PyObject* object, double& out) {
    if (PyFloat_CheckExact(object)) [[likely]] {
      out = PyFloat_AS_DOUBLE(object);
      return true;
    }
    return convert::FloatSlow(object, out);
  }
  static double Unwrap(double carrier) { return carrier; }
  static PyObject* ToPython(double value) { return PyFloat_FromDouble(value); }
};

// Rounds to the nearest float; a finite value beyond float's range is an OverflowError.
template <>
struct Converter<float> {
  using Carrier = float;
  static bool FromPython(PyObject* object, float& out) {
    double wide;
    return Converter<double>::FromPython(object, wide) && convert::FloatFromDouble(wide, out);
  }
  static float Unwrap(float carrier) { return carrier; }
  static PyObject* ToPython(float value) { return PyFloat_FromDouble(value); }
};

// The UTF-8 of a str, which the str keeps: not to be used after the str is gone.
template <>
struct Converter<std::string_view> {
  using Carrier = std::string_view;
  static bool FromPython(PyObject* object, std::string_view& out) {
    if (PyUnicode_CheckExact(object) && PyUnicode_IS_COMPACT_ASCII(object)) [[likely]] {
      // Such a str is its own UTF-8, behind its header.
      out = std::string_view(
          reinterpret_cast<const char*>(reinterpret_cast<PyASCIIObject*>(object) + 1),
          static_cast<std::size_t>(PyUnicode_GET_LENGTH(object)));
      return true;
    }
    return convert::TextSlow(object, out);
  }
  static std::string_view Unwrap(std::string_view carrier) { return carrier; }
  static PyObject* ToPython(std::string_view value) {
    return PyUnicode_DecodeUTF8(value.data(), static_cast<Py_ssize_t>(value.size()), nullptr);
  }
};

template <>
struct Converter<std::string> : Converter<std::string_view> {
  static std::string Unwrap(std::string_view carrier) { return std::string(carrier); }
};

// To Python only: nothing would own the characters the other way.
template <>
struct Converter<const char*> {
  static PyObject* ToPython(const char* value) { return PyUnicode_FromString(value); }
};
template <std::size_t N>
struct Converter<char[N]> : Converter<const char*> {};

template <class T>
struct Converter<std::optional<T>> {
  using Carrier = std::optional<T>;

  static bool FromPython(PyObject* object, Carrier& out) {
    if (object == Py_None) {
      out.reset();
      return true;
    }
    typename Converter<T>::Carrier element{};
    if (!Converter<T>::FromPython(object, element)) return false;
    out.emplace(Converter<T>::Unwrap(std::move(element)));
    return true;
  }
  static Carrier Unwrap(Carrier&& carrier) { return std::move(carrier); }

  template <class U>
  static PyObject* ToPython(U&& value) {
    if (!value.has_value()) return Py_NewRef(Py_None);
    return Converter<T>::ToPython(*std::forward<U>(value));
  }
  static PyObject* ToSnapshot(const Carrier& value) {
    return value.has_value() ? convert::ToSnapshot<T>(*value) : Py_NewRef(Py_None);
  }
};

// Any sequence but a str, bytes or bytearray, copied. Converting an element may run Python code
// that changes the sequence: each item is held while it is converted, and the length is read anew
// for each.
template <class T>
struct Converter<std::vector<T>> {
  using Carrier = std::vector<T>;

  static bool FromPython(PyObject* object, Carrier& out) {
    out.clear();
    if (PyList_CheckExact(object)) {
      out.reserve(static_cast<std::size_t>(PyList_GET_SIZE(object)));
      for (Py_ssize_t i = 0; i < PyList_GET_SIZE(object); ++i) {
        if (!Append(Py_NewRef(PyList_GET_ITEM(object, i)), i, out)) return false;
      }
      return true;
    }
    if (!convert::CheckSequence(object)) return false;
    // An exact tuple is returned as it is.
    const convert::Held items(internal::OrPark(PySequence_Tuple, object));
    return items.get() != nullptr && AppendAll(items.get(), out);
  }
  static Carrier Unwrap(Carrier&& carrier) { return std::move(carrier); }

  // `value` may belong to an object that Python code can change.
  static PyObject* ToPython(const Carrier& value) {
    const compat::PausedCollection paused;
    convert::Held list(PyList_New(static_cast<Py_ssize_t>(value.size())));
    if (list.get() == nullptr) return nullptr;
    Py_ssize_t index = 0;
    for (const auto& element : value) {
      PyObject* const item = Converter<T>::ToPython(element);
      if (item == nullptr) return nullptr;
      PyList_SET_ITEM(list.get(), index++, item);
    }
    return list.Release();
  }
  static PyObject* ToSnapshot(const Carrier& value) {
    const compat::PausedCollection paused;
    convert::Held tuple(PyTuple_New(static_cast<Py_ssize_t>(value.size())));
    if (tuple.get() == nullptr) return nullptr;
    Py_ssize_t index = 0;
    for (const auto& element : value) {
      PyObject* const item = convert::ToSnapshot<T>(element);
      if (item == nullptr) return nullptr;
      PyTuple_SET_ITEM(tuple.get(), index++, item);
    }
    return tuple.Release();
  }

 private:
  // Steals `item`.
  static bool Append(PyObject* item, Py_ssize_t index, Carrier& out) {
    const convert::Held held(item);
    typename Converter<T>::Carrier element{};
    if (!Converter<T>::FromPython(item, element)) {
      convert::RaiseInItem(index);
      return false;
    }
    out.push_back(Converter<T>::Unwrap(std::move(element)));
    return true;
  }

  static bool AppendAll(PyObject* items, Carrier& out) {
    out.reserve(static_cast<std::size_t>(PyTuple_GET_SIZE(items)));
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(items); ++i) {
      if (!Append(Py_NewRef(PyTuple_GET_ITEM(items, i)), i, out)) return false;
    }
    return true;
  }
};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_H_
