#include "ferrule/arrays/dtype.h"

#include <bit>
#include <complex>
#include <cstring>
#include <string>

namespace ferrule {
inline namespace abi_1 {

std::string DType::name() const {
  const std::string bits = std::to_string(8 * size);
  switch (kind) {
    case kInt:
      return "int" + bits;
    case kUInt:
      return "uint" + bits;
    case kFloat:
      return "float" + bits;
    case kComplex:
      return "complex" + bits;
    case kBool:
      return "bool";
    case kRaw:
      return "byte";
    case kUnknown:
      break;
  }
  return "unknown";
}

namespace internal {
namespace {

DType::Kind KindOf(char letter) {
  if (std::strchr("bhilqn", letter) != nullptr) return DType::kInt;
  if (std::strchr("BHILQN", letter) != nullptr) return DType::kUInt;
  if (std::strchr("efdg", letter) != nullptr) return DType::kFloat;
  return letter == '?' ? DType::kBool : DType::kUnknown;
}

// How wide the item is in this machine's own terms, and in those of the struct module, which are
// the same everywhere; 0 where there is none.
struct Widths {
  std::ptrdiff_t native;
  std::ptrdiff_t standard;
};

Widths WidthsOf(char letter) {
  switch (letter) {
    case '?':
      return {sizeof(bool), 1};
    case 'b':
    case 'B':
      return {1, 1};
    case 'h':
    case 'H':
      return {sizeof(short), 2};
    case 'i':
    case 'I':
      return {sizeof(int), 4};
    case 'l':
    case 'L':
      return {sizeof(long), 4};
    case 'q':
    case 'Q':
      return {sizeof(long long), 8};
    case 'n':
    case 'N':
      return {sizeof(std::size_t), 0};
    case 'e':
      return {2, 2};
    case 'f':
      return {sizeof(float), 4};
    case 'd':
      return {sizeof(double), 8};
    default:
      return {sizeof(long double), sizeof(long double)};  // 'g', which has no standard width
  }
}

constexpr bool kIsLittleEndian = std::endian::native == std::endian::little;

}  // namespace

DType ReadFormat(const char* format, std::ptrdiff_t size) {
  if (format == nullptr) format = "B";
  const char order = std::strchr("@=<>!^", *format) != nullptr && *format != '\0' ? *format++ : '@';
  // 3.14's struct module has letters of its own for complex numbers.
  const bool is_complex = *format == 'Z' || *format == 'F' || *format == 'D';
  if (*format == 'Z') ++format;
  char letter = *format;
  if (letter == 'F') letter = 'f';
  if (letter == 'D') letter = 'd';
  DType::Kind kind = letter == '\0' ? DType::kUnknown : KindOf(letter);
  if (kind == DType::kUnknown || format[1] != '\0') return {};
  if (is_complex) {
    if (kind != DType::kFloat || letter == 'e') return {};
    kind = DType::kComplex;
  }
  const Widths widths = WidthsOf(letter);
  const bool is_native = order == '@' || order == '^';
  const std::ptrdiff_t width = (is_native ? widths.native : widths.standard) * (is_complex ? 2 : 1);
  if (width == 0 || width != size) return {};
  const bool is_foreign =
      order == (kIsLittleEndian ? '>' : '<') || (order == '!' && kIsLittleEndian);
  if (is_foreign && size > 1) return {};
  return {kind, static_cast<std::uint8_t>(size)};
}

}  // namespace internal
}  // namespace abi_1
}  // namespace ferrule
