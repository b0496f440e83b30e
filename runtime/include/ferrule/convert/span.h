// Conversions of std::span. A span of constant elements is made from any sequence: it shows copies
// of the items, which last as long as the call. One of elements that can be changed is not, for the
// changes would be lost. To Python both become a list. Spans of bytes (std::byte, unsigned char)
// stand elsewhere.
#ifndef FERRULE_CONVERT_SPAN_H_
#define FERRULE_CONVERT_SPAN_H_

#include <cstddef>
#include <span>
#include <type_traits>

#include "ferrule/convert/contiguous.h"

namespace ferrule {
inline namespace abi_1 {

namespace convert {

template <class T>
concept NoByte = !std::is_same_v<std::remove_const_t<T>, std::byte> &&
                 !std::is_same_v<std::remove_const_t<T>, unsigned char>;

}  // namespace convert

template <convert::NoByte T, std::size_t E>
struct Converter<std::span<T, E>> : convert::GivesList<std::span<T, E>> {};

template <convert::NoByte T, std::size_t E>
struct Converter<std::span<const T, E>> : convert::GivesList<std::span<const T, E>> {
  using Taking = convert::TakesContiguous<T>;
  using Carrier = typename Taking::Carrier;
  static constexpr bool kBorrows = true;
  static constexpr bool kIsFinite = Taking::kIsFinite;

  static bool FromPython(PyObject* object, Carrier& out) {
    if (!Taking::FromPython(object, out)) return false;
    if constexpr (E == std::dynamic_extent) {
      return true;
    } else {
      const std::size_t size = Taking::Unwrap(out).size();
      return size == E || convert::RaiseLength(E, static_cast<Py_ssize_t>(size));
    }
  }
  static std::span<const T, E> Unwrap(const Carrier& carrier) {
    const auto& values = Taking::Unwrap(carrier);
    return std::span<const T, E>(values.data(), values.size());
  }
  static Fit Fits(PyObject* object) { return Taking::Fits(object); }
  static std::string Name() { return Taking::Name(); }
};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_SPAN_H_
