// Conversions of std::variant: the alternative that fits the object best; the first of those that
// fit it alike.
#ifndef FERRULE_CONVERT_VARIANT_H_
#define FERRULE_CONVERT_VARIANT_H_

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

#include "ferrule/convert/containers.h"
#include "ferrule/convert/numbers.h"
#include "ferrule/glue/references.h"

namespace ferrule {
inline namespace abi_1 {

template <>
struct Converter<std::monostate> {
  using Carrier = std::monostate;
  static bool FromPython(PyObject* object, std::monostate&) {
    return object == Py_None || convert::RaiseExpected("None", object);
  }
  static std::monostate Unwrap(std::monostate) { return {}; }
  static Fit Fits(PyObject* object) { return object == Py_None ? Fit::kExact : Fit::kNone; }
  static constexpr bool kBorrows = false;
  static std::string Name() { return "None"; }
  static PyObject* ToPython(std::monostate) { return Py_NewRef(Py_None); }
};

namespace convert {

// A variant with the carrier that its value needs.
template <class... T>
struct KeptVariant {
  using Container = std::variant<T...>;

  std::variant<std::monostate, CarrierOf<T>...> carrier;
  Place<std::variant<T...>> value{};
};

template <class... T>
using VariantCarrier =
    std::conditional_t<(kNeedsCarrier<T> || ...), KeptVariant<T...>, Place<std::variant<T...>>>;

// Whether the value of `number`, an int, lies between the two.
bool IsBetween(PyObject* number, long long minimum, unsigned long long maximum);

// Whether T is an integer type that holds the value of `number`, an int.
template <class T>
bool HoldsInt(PyObject* number) {
  if constexpr (Integer<T>) {
    return IsBetween(number, std::numeric_limits<T>::min(), std::numeric_limits<T>::max());
  } else {
    return false;
  }
}

}  // namespace convert

template <class... T>
struct Converter<std::variant<T...>>
    : convert::Unwraps<std::variant<T...>, convert::VariantCarrier<T...>> {
  static constexpr bool kBorrows = (convert::kBorrows<T> || ...);
  static constexpr bool kIsFinite = (convert::kIsFinite<T> && ...);
  using Carrier = convert::VariantCarrier<T...>;

  static bool FromPython(PyObject* object, Carrier& out) {
    const convert::Nesting<kIsFinite> nesting;
    if (!nesting) return false;
    const std::size_t chosen = Choose(object);
    if (chosen == kNone) return convert::RaiseExpected(&Name, object);
    return TakeChosen(chosen, object, out, Indexes());
  }

  static Fit Fits(PyObject* object) {
    const convert::QuietNesting<kIsFinite> nesting;
    if (!nesting) return Fit::kNone;
    return std::max({Converter<T>::Fits(object)...});
  }

  static std::string Name() { return convert::UnionName({Converter<T>::Name()...}); }

  template <class U>
  static PyObject* ToPython(U&& value) {
    return std::visit(
        [](auto&& alternative) {
          using A = decltype(alternative);
          return Converter<std::remove_cvref_t<A>>::ToPython(std::forward<A>(alternative));
        },
        std::forward<U>(value));
  }
  static PyObject* ToSnapshot(const std::variant<T...>& value) {
    return std::visit([](const auto& alternative) { return convert::ToSnapshot(alternative); },
                      value);
  }

 private:
  using Indexes = std::index_sequence_for<T...>;
  template <std::size_t I>
  using Alternative = std::variant_alternative_t<I, std::variant<T...>>;
  static constexpr std::size_t kNone = sizeof...(T);

  // The index of the alternative, or kNone.
  static std::size_t Choose(PyObject* object) {
    const Fit fits[] = {Converter<T>::Fits(object)...};
    for (const Fit wanted : {Fit::kExact, Fit::kConverting}) {
      for (std::size_t i = 0; i < sizeof...(T); ++i) {
        if (fits[i] == wanted) return ByValue(i, object, Indexes());
      }
    }
    return kNone;
  }

  // Integers of several widths are one family, in which the first that holds the value is chosen.
  template <std::size_t... I>
  static std::size_t ByValue(std::size_t chosen, PyObject* object, std::index_sequence<I...>) {
    if constexpr ((std::size_t{convert::Integer<T>} + ...) > 1) {
      constexpr bool kIsInteger[] = {convert::Integer<T>...};
      if (!kIsInteger[chosen] || !PyLong_Check(object)) return chosen;
      std::size_t holder = kNone;
      ((convert::HoldsInt<Alternative<I>>(object) && ((holder = I), true)) || ...);
      return holder != kNone ? holder : chosen;
    } else {
      return chosen;
    }
  }

  template <std::size_t... I>
  static bool TakeChosen(std::size_t chosen, PyObject* object, Carrier& out,
                         std::index_sequence<I...>) {
    bool taken = false;
    ((chosen == I && ((taken = Take<I>(object, out)), true)) || ...);
    return taken;
  }

  template <std::size_t I>
  static bool Take(PyObject* object, Carrier& out) {
    if constexpr ((convert::kNeedsCarrier<T> || ...)) {
      return Take<I>(object, out.carrier.template emplace<I + 1>(), out.value);
    } else {
      convert::CarrierOf<Alternative<I>> carrier{};
      return Take<I>(object, carrier, out);
    }
  }

  template <std::size_t I>
  static bool Take(PyObject* object, convert::CarrierOf<Alternative<I>>& carrier,
                   convert::Place<std::variant<T...>>& out) {
    using A = Alternative<I>;
    if (!Converter<A>::FromPython(object, carrier)) return false;
    if constexpr (std::is_same_v<convert::Place<std::variant<T...>>, std::variant<T...>>) {
      out.template emplace<I>(Converter<A>::Unwrap(std::move(carrier)));
    } else {
      out.emplace(std::in_place_index<I>, Converter<A>::Unwrap(std::move(carrier)));
    }
    return true;
  }
};

namespace glue {

template <class... T>
struct References<std::variant<T...>> {
  static constexpr bool kAny = (kHoldsReferences<T> || ...);
  static constexpr bool kIsKnown = (kAreKnown<T> && ...);
  static constexpr bool kIsFixed = (kAreFixed<T> || ...);

  static int Visit(const std::variant<T...>& variant, visitproc visit, void* arg) {
    if (variant.valueless_by_exception()) return 0;
    return std::visit([&](const auto& held) { return glue::Visit(held, visit, arg); }, variant);
  }
  static void Clear(std::variant<T...>& variant, Taken& taken) {
    if (variant.valueless_by_exception()) return;
    std::visit([&](auto& held) { glue::Clear(held, taken); }, variant);
  }
};

}  // namespace glue

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_VARIANT_H_
