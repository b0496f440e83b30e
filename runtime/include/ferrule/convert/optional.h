// Conversions of std::optional: None is the empty one.
#ifndef FERRULE_CONVERT_OPTIONAL_H_
#define FERRULE_CONVERT_OPTIONAL_H_

#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "ferrule/convert/containers.h"

namespace ferrule {
inline namespace abi_1 {
namespace convert {

// An optional value with the carrier that it needs.
template <class T>
struct KeptOptional {
  using Container = std::optional<T>;

  CarrierOf<T> carrier{};
  std::optional<T> value;
};

template <class T>
struct OptionalCarrier {
  using Type = std::optional<T>;
};
template <class T>
  requires kNeedsCarrier<T>
struct OptionalCarrier<T> {
  using Type = KeptOptional<T>;
};

// The current error, if it says that a `name` was expected and not `object`, says that it might
// have been None, too. Returns false.
[[gnu::cold]] bool RaiseOrNone(NameFunction name, PyObject* object);

}  // namespace convert

template <class T>
struct Converter<std::optional<T>>
    : convert::Unwraps<std::optional<T>, typename convert::OptionalCarrier<T>::Type> {
  static constexpr bool kBorrows = convert::kBorrows<T>;
  static constexpr bool kIsFinite = convert::kIsFinite<T>;
  using Carrier = typename convert::OptionalCarrier<T>::Type;

  static bool FromPython(PyObject* object, Carrier& out) {
    if constexpr (convert::kNeedsCarrier<T>) {
      return Take(object, out.carrier, out.value);
    } else {
      convert::CarrierOf<T> carrier{};
      return Take(object, carrier, out);
    }
  }

  static Fit Fits(PyObject* object) {
    return object == Py_None ? Fit::kExact : Converter<T>::Fits(object);
  }

  static std::string Name() { return convert::UnionName({Converter<T>::Name(), "None"}); }

  template <class U>
  static PyObject* ToPython(U&& value) {
    if (!value.has_value()) return Py_NewRef(Py_None);
    return Converter<T>::ToPython(*std::forward<U>(value));
  }
  static PyObject* ToSnapshot(const std::optional<T>& value) {
    return value.has_value() ? convert::ToSnapshot<T>(*value) : Py_NewRef(Py_None);
  }

 private:
  static bool Take(PyObject* object, convert::CarrierOf<T>& carrier, std::optional<T>& out) {
    out.reset();
    if (object == Py_None) return true;
    if (!Converter<T>::FromPython(object, carrier)) {
      return convert::RaiseOrNone(&Converter<T>::Name, object);
    }
    out.emplace(Converter<T>::Unwrap(std::move(carrier)));
    return true;
  }
};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_OPTIONAL_H_
