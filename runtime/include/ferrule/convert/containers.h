// Conversions of the standard containers.
#ifndef FERRULE_CONVERT_CONTAINERS_H_
#define FERRULE_CONVERT_CONTAINERS_H_

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "ferrule/convert/converter.h"

namespace ferrule {
inline namespace abi_1 {

namespace convert {

// Prefixes the current error: `item 3: ` in front of its message, or a note where the error is not
// a plain message.
void RaiseInItem(Py_ssize_t index);

// True for what a std::vector is made from: a sequence, but no str, bytes or bytearray. Sets
// TypeError otherwise.
bool CheckSequence(PyObject* object);

}  // namespace convert

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

#endif  // FERRULE_CONVERT_CONTAINERS_H_
