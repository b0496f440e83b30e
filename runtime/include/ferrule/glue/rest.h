// `*values` and `**options` of one type: what no other parameter took of a call, each converted, as
// the C++ function wants it. No tuple or dict is built.
#ifndef FERRULE_GLUE_REST_H_
#define FERRULE_GLUE_REST_H_

#include <cstddef>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "ferrule/convert/containers.h"
#include "ferrule/convert/text.h"
#include "ferrule/glue/bind.h"
#include "ferrule/python_compat.h"

namespace ferrule {
inline namespace abi_1 {
namespace glue {

// The current error is about what the parameter `name` takes: prefixes it, `f() argument 'values':
// `.
[[gnu::cold]] Failure BadRest(const Signature& signature, const char* name);

// Holds the carriers of values that point into them.
template <class T, bool kIsKept>
class KeptCarriers {
 public:
  void Reserve(std::size_t) {}
  T Keep(typename Converter<T>::Carrier&& carrier) {
    return Converter<T>::Unwrap(std::move(carrier));
  }
};
template <class T>
class KeptCarriers<T, true> {
 public:
  // Carriers may not move once a value points into one.
  void Reserve(std::size_t count) { carriers_.reserve(count); }
  T Keep(typename Converter<T>::Carrier&& carrier) {
    return Converter<T>::Unwrap(std::move(carriers_.emplace_back(std::move(carrier))));
  }

 private:
  std::vector<typename Converter<T>::Carrier> carriers_;
};

template <class T>
inline constexpr bool kPointsIntoCarrier = [] {
  if constexpr (requires { Converter<T>::kBorrows; }) {
    return Converter<T>::kBorrows && !std::is_same_v<T, typename Converter<T>::Carrier>;
  } else {
    return false;
  }
}();

// Converts one value, which the caller of the function holds.
template <class T, class Carriers>
bool TakeInto(PyObject* object, Carriers& carriers, auto&& add) {
  typename Converter<T>::Carrier carrier{};
  if (!Converter<T>::FromPython(object, carrier)) return false;
  add(carriers.Keep(std::move(carrier)));
  return true;
}

// *values of the type T.
template <class T>
class RestValues {
 public:
  // False with an error set that says which item it was.
  bool Collect(PyObject* const* values, Py_ssize_t count) {
    items_.reserve(static_cast<std::size_t>(count));
    carriers_.Reserve(static_cast<std::size_t>(count));
    for (Py_ssize_t i = 0; i < count; ++i) {
      if (!TakeInto<T>(values[i], carriers_,
                       [this](T&& item) { items_.push_back(std::move(item)); })) {
        convert::RaiseInItem(i);
        return false;
      }
    }
    return true;
  }

  std::vector<T>& items() { return items_; }

 private:
  KeptCarriers<T, kPointsIntoCarrier<T>> carriers_;
  std::vector<T> items_;
};

// **options as a Map from std::string.
template <class Map>
class RestItems {
  using T = typename Map::mapped_type;

 public:
  // `names` are those of `values`, or null for none. False with an error set that says which it
  // was.
  bool Collect(PyObject* const* values, PyObject* names) {
    const Py_ssize_t count = names == nullptr ? 0 : PyTuple_GET_SIZE(names);
    carriers_.Reserve(static_cast<std::size_t>(count));
    for (Py_ssize_t i = 0; i < count; ++i) {
      PyObject* const key = PyTuple_GET_ITEM(names, i);
      Converter<std::string>::Carrier name{};
      if (!Converter<std::string>::FromPython(key, name)) return convert::RaiseInKey(key);
      const bool taken = TakeInto<T>(values[i], carriers_, [&](T&& item) {
        items_.emplace(Converter<std::string>::Unwrap(std::move(name)), std::move(item));
      });
      if (!taken) return convert::RaiseInValue(key);
    }
    return true;
  }

  Map& items() { return items_; }

 private:
  KeptCarriers<T, kPointsIntoCarrier<T>> carriers_;
  Map items_;
};

}  // namespace glue
}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_GLUE_REST_H_
