// Conversions of std::initializer_list: from any sequence. It shows copies of the items, which last
// as long as the call.
#ifndef FERRULE_CONVERT_INITIALIZER_LIST_H_
#define FERRULE_CONVERT_INITIALIZER_LIST_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <type_traits>

#include "ferrule/convert/contiguous.h"

namespace ferrule {
inline namespace abi_1 {

namespace convert {

// The language has no way to make an initializer_list whose length is known at run time only. But
// all that one consists of is a pointer and a length, or two pointers: the compiler, which fills
// them in, and the library agree on that for good. Which it is here is read off a list that the
// compiler has made. Where it is neither, nothing is converted: FromPython raises SystemError.
enum class ListLayout { kUnknown, kPointerAndLength, kTwoPointers };

inline ListLayout FindListLayout() {
  struct Words {
    std::uintptr_t first;
    std::uintptr_t second;
  };
  const std::initializer_list<char> probe = {'a', 'b', 'c'};
  static_assert(sizeof(probe) == sizeof(Words) &&
                std::is_trivially_copyable_v<std::initializer_list<char>>);
  const auto words = std::bit_cast<Words>(probe);
  if (words.first != reinterpret_cast<std::uintptr_t>(probe.begin())) return ListLayout::kUnknown;
  if (words.second == 3) return ListLayout::kPointerAndLength;
  return words.second == words.first + 3 ? ListLayout::kTwoPointers : ListLayout::kUnknown;
}

// A list that shows `count` elements from `first` on. Requires: the layout is known.
template <class T>
std::initializer_list<T> MakeInitializerList(const T* first, std::size_t count) {
  struct WithLength {
    const T* first;
    std::size_t count;
  };
  struct WithEnd {
    const T* first;
    const T* last;
  };
  if (FindListLayout() == ListLayout::kPointerAndLength) {
    return std::bit_cast<std::initializer_list<T>>(WithLength{first, count});
  }
  return std::bit_cast<std::initializer_list<T>>(WithEnd{first, first + count});
}

[[gnu::cold]] bool RaiseUnknownListLayout();  // returns false

}  // namespace convert

template <class T>
struct Converter<std::initializer_list<T>> {
  using Taking = convert::TakesContiguous<T>;
  using Carrier = typename Taking::Carrier;
  static constexpr bool kBorrows = true;
  static constexpr bool kIsFinite = Taking::kIsFinite;

  static bool FromPython(PyObject* object, Carrier& out) {
    if (convert::FindListLayout() == convert::ListLayout::kUnknown) {
      return convert::RaiseUnknownListLayout();
    }
    return Taking::FromPython(object, out);
  }
  static std::initializer_list<T> Unwrap(const Carrier& carrier) {
    const auto& values = Taking::Unwrap(carrier);
    return convert::MakeInitializerList<T>(values.data(), values.size());
  }
  static Fit Fits(PyObject* object) { return Taking::Fits(object); }
  static std::string Name() { return Taking::Name(); }
};

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_CONVERT_INITIALIZER_LIST_H_
