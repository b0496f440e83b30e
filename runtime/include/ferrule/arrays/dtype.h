// What the elements of an array are, and which C++ types stand for them.
#ifndef FERRULE_ARRAYS_DTYPE_H_
#define FERRULE_ARRAYS_DTYPE_H_

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>

namespace ferrule {
inline namespace abi_1 {

// The type of an array's elements: what kind of number, and how wide. Two C++ types of one kind and
// width (`long` and `long long`) are the same dtype.
struct DType {
  // The numbers are DLPack's, up to kRaw.
  enum Kind : std::uint8_t {
    kInt = 0,
    kUInt = 1,
    kFloat = 2,
    kComplex = 5,
    kBool = 6,
    kRaw = 128,      // std::byte: takes elements of any kind that are one byte wide
    kUnknown = 255,  // of an array from elsewhere: none that a C++ type stands for
  };

  Kind kind = kUnknown;
  std::uint8_t size = 0;  // in bytes

  friend bool operator==(const DType&, const DType&) = default;

  // Returns the name that NumPy gives to it: `float64`. For kRaw it is `byte`.
  std::string name() const;

  // Returns its format in the terms of Python's struct module, in native order: `d`. Requires: not
  // kUnknown.
  constexpr const char* format() const;
};

namespace internal {

// The letter of the integer with as many bytes, in native order; upper case stands for unsigned.
constexpr char LetterOfInteger(std::size_t size) {
  if (size == 1) return 'b';
  if (size == sizeof(short)) return 'h';
  if (size == sizeof(int)) return 'i';
  if (size == sizeof(long)) return 'l';
  return size == sizeof(long long) ? 'q' : '\0';
}

}  // namespace internal

constexpr const char* DType::format() const {
  switch (kind) {
    case kInt:
      switch (internal::LetterOfInteger(size)) {
        case 'b':
          return "b";
        case 'h':
          return "h";
        case 'i':
          return "i";
        case 'l':
          return "l";
        default:
          return "q";
      }
    case kUInt:
      switch (internal::LetterOfInteger(size)) {
        case 'b':
          return "B";
        case 'h':
          return "H";
        case 'i':
          return "I";
        case 'l':
          return "L";
        default:
          return "Q";
      }
    case kFloat:
      if (size == 2) return "e";
      if (size == sizeof(float)) return "f";
      return size == sizeof(double) ? "d" : "g";
    case kComplex:
      if (size == 2 * sizeof(float)) return "Zf";
      return size == 2 * sizeof(double) ? "Zd" : "Zg";
    case kBool:
      return "?";
    default:
      return "B";
  }
}

namespace internal {

// std::complex, without its header.
template <class T>
concept ComplexLike = requires(const T& value) {
  typename T::value_type;
  requires std::floating_point<typename T::value_type>;
  requires sizeof(T) == 2 * sizeof(typename T::value_type);
  { value.real() } -> std::same_as<typename T::value_type>;
  { value.imag() } -> std::same_as<typename T::value_type>;
};

template <class T, class... U>
inline constexpr bool kIsOneOf = (std::is_same_v<T, U> || ...);

template <class T>
constexpr DType DTypeFor() {
  if constexpr (std::is_same_v<T, bool>) {
    return {DType::kBool, sizeof(T)};
  } else if constexpr (std::is_same_v<T, std::byte>) {
    return {DType::kRaw, 1};
  } else if constexpr (kIsOneOf<T, char, wchar_t, char8_t, char16_t, char32_t>) {
    return {};  // text
  } else if constexpr (std::integral<T>) {
    return {std::is_signed_v<T> ? DType::kInt : DType::kUInt, sizeof(T)};
  } else if constexpr (std::floating_point<T>) {
    return {DType::kFloat, sizeof(T)};
  } else if constexpr (ComplexLike<T>) {
    return {DType::kComplex, sizeof(T)};
  } else {
    return {};
  }
}

}  // namespace internal

// The dtype of arrays of T: bool, integers, floating point, std::complex and std::byte have one.
// For a number of another type (a half, say) it may be specialised:
//
//   template <>
//   inline constexpr ferrule::DType ferrule::kDType<Half> = {ferrule::DType::kFloat, 2};
template <class T>
inline constexpr DType kDType = internal::DTypeFor<T>();

namespace internal {

template <class T>
concept ArrayElement =
    kDType<std::remove_const_t<T>>.kind != DType::kUnknown &&
    kDType<std::remove_const_t<T>>.size == sizeof(T) && std::is_trivially_copyable_v<T>;

// Reads a format of Python's struct module, as the buffer protocol has it; null is `B`. kUnknown
// for more than one item, for another byte order than this machine's, and if it is not `size` bytes
// wide.
DType ReadFormat(const char* format, std::ptrdiff_t size);

}  // namespace internal

}  // namespace abi_1
}  // namespace ferrule

#endif  // FERRULE_ARRAYS_DTYPE_H_
