#include "generator/check/literal.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <limits>
#include <system_error>

#include "generator/ir/names.h"

namespace ferrule::check {
namespace {

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Reads what follows a backslash at `i`, and leaves `i` on its last character. Nothing for an
// escape that C++ and Python read differently, or that Python has not.
std::optional<char> ReadEscape(std::string_view text, std::size_t& i) {
  switch (text[i]) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'r':
      return '\r';
    case '0':
      // More digits would be an octal escape.
      if (i + 1 < text.size() && HexDigit(text[i + 1]) >= 0) return std::nullopt;
      return '\0';
    case '\\':
    case '\'':
    case '"':
      return text[i];
    case 'x': {
      if (i + 2 >= text.size()) return std::nullopt;
      int high = HexDigit(text[i + 1]);
      int low = HexDigit(text[i + 2]);
      // Beyond ASCII a \x is a character to Python and a byte to C++.
      if (high < 0 || high > 7 || low < 0) return std::nullopt;
      i += 2;
      return static_cast<char>(high * 16 + low);
    }
    default:
      return std::nullopt;
  }
}

// The digits without the underscores that Python allows between them.
std::optional<std::string> WithoutUnderscores(std::string_view text) {
  std::string digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') {
      digits += text[i];
    } else if (i == 0 || i + 1 == text.size() || HexDigit(text[i - 1]) < 0 ||
               HexDigit(text[i + 1]) < 0) {
      return std::nullopt;
    }
  }
  return digits;
}

int BaseOf(std::string_view digits) {
  if (digits.size() <= 2 || digits[0] != '0') return 10;
  switch (digits[1]) {
    case 'x':
    case 'X':
      return 16;
    case 'o':
    case 'O':
      return 8;
    case 'b':
    case 'B':
      return 2;
    default:
      return 10;
  }
}

std::optional<std::uint64_t> ParseDigits(std::string_view digits) {
  const int base = BaseOf(digits);
  if (base != 10) digits.remove_prefix(2);
  // 017 is octal to C++ and an error to Python.
  if (base == 10 && digits.size() > 1 && digits[0] == '0') return std::nullopt;
  std::uint64_t value = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

std::optional<ir::ConstantValue> ParseInteger(std::string_view digits, bool is_negative) {
  std::optional<std::uint64_t> magnitude = ParseDigits(digits);
  if (!magnitude) return std::nullopt;
  constexpr std::uint64_t kMax = std::numeric_limits<std::int64_t>::max();
  if (!is_negative) {
    if (*magnitude <= kMax) return static_cast<std::int64_t>(*magnitude);
    return *magnitude;
  }
  if (*magnitude > kMax + 1) return std::nullopt;
  return static_cast<std::int64_t>(-*magnitude);
}

std::optional<ir::ConstantValue> ParseFloat(std::string_view digits, bool is_negative) {
  // from_chars takes words, too: inf, nan. Digits alone are an integer, or none that fits.
  if (digits.empty() || digits.find_first_not_of("0123456789.eE+-") != std::string_view::npos ||
      digits.find_first_of(".eE") == std::string_view::npos) {
    return std::nullopt;
  }
  double value = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return is_negative ? -value : value;
}

bool IsOfQualifiedName(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == ':';
}

}  // namespace

std::optional<std::string> ParseText(std::string_view text) {
  if (text.size() < 2 || (text[0] != '"' && text[0] != '\'')) return std::nullopt;
  const char quote = text[0];
  std::string result;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == quote) {
      // Python's "" "" would be one string; an annotation says it in one.
      return i + 1 == text.size() ? std::optional(result) : std::nullopt;
    }
    if (text[i] != '\\') {
      result += text[i];
      continue;
    }
    if (++i == text.size()) return std::nullopt;
    std::optional<char> escaped = ReadEscape(text, i);
    if (!escaped) return std::nullopt;
    result += *escaped;
  }
  return std::nullopt;
}

std::optional<bool> ParseTruth(std::string_view text) {
  if (text == "true" || text == "True") return true;
  if (text == "false" || text == "False") return false;
  return std::nullopt;
}

std::optional<std::string> ParseName(std::string_view text) {
  if (ir::IsPythonIdentifier(text)) return std::string(text);
  return ParseText(text);
}

std::optional<std::vector<std::string>> ParseNames(std::string_view text) {
  if (!text.starts_with('(') || !text.ends_with(')') || text.size() < 2) return std::nullopt;
  text = text.substr(1, text.size() - 2);
  std::vector<std::string> names;
  while (text.find_first_not_of(' ') != text.npos) {
    const std::size_t comma = std::min(text.find(','), text.size());
    std::string name(text.substr(0, comma));
    std::erase(name, ' ');
    if (name.empty() || !std::ranges::all_of(name, IsOfQualifiedName)) return std::nullopt;
    names.push_back(name);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return names;
}

std::optional<ir::ConstantValue> ParseConstant(std::string_view text) {
  if (text == "None") return ir::NoneConstant{};
  if (text == "True") return true;
  if (text == "False") return false;
  if (std::optional<std::string> string = ParseText(text)) return *string;
  const bool is_negative = text.starts_with('-');
  if (is_negative) text.remove_prefix(1);
  std::optional<std::string> digits = WithoutUnderscores(text);
  if (!digits) return std::nullopt;
  if (auto integer = ParseInteger(*digits, is_negative)) return integer;
  return ParseFloat(*digits, is_negative);
}

}  // namespace ferrule::check
