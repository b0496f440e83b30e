// Overload sets. Those of the first part stand here in every order of declaration: what is chosen
// must not depend on it. Each overload returns what it is.
#ifndef FERRULE_TESTS_BEHAVIOUR_OVERLOADS_H_
#define FERRULE_TESTS_BEHAVIOUR_OVERLOADS_H_

#include <complex>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

namespace overloads {

using Text = std::string;

enum class FERRULE_ENUM() Color { red, green };
enum class FERRULE_ENUM(base = "IntEnum") Level { low = 1, high = 2 };

struct FERRULE_CLASS() Circle {};
struct FERRULE_CLASS() Square {};

// --- Every order of declaration ---

// `SET_abc` and so on are functions of Python, each in a namespace of its own in C++.
#define FERRULE_TEST_ORDER(name, first, second, third) \
  namespace in_##name {                                \
    first(name) second(name) third(name)               \
  }
#define FERRULE_TEST_ORDERS(set, a, b, c) \
  FERRULE_TEST_ORDER(set##_abc, a, b, c)  \
  FERRULE_TEST_ORDER(set##_acb, a, c, b)  \
  FERRULE_TEST_ORDER(set##_bac, b, a, c)  \
  FERRULE_TEST_ORDER(set##_bca, b, c, a)  \
  FERRULE_TEST_ORDER(set##_cab, c, a, b)  \
  FERRULE_TEST_ORDER(set##_cba, c, b, a)
#define FERRULE_TEST_OVERLOAD(set, type, what) \
  FERRULE_FUNCTION(name = set) inline Text choose([[maybe_unused]] type value) { return what; }

#define FERRULE_TEST_BOOL(set) FERRULE_TEST_OVERLOAD(set, bool, "bool")
#define FERRULE_TEST_COLOR(set) FERRULE_TEST_OVERLOAD(set, Color, "Color")
#define FERRULE_TEST_LEVEL(set) FERRULE_TEST_OVERLOAD(set, Level, "Level")
#define FERRULE_TEST_INT(set) FERRULE_TEST_OVERLOAD(set, int, "int")
#define FERRULE_TEST_UNSIGNED(set) FERRULE_TEST_OVERLOAD(set, unsigned, "unsigned")
#define FERRULE_TEST_LONG_LONG(set) FERRULE_TEST_OVERLOAD(set, long long, "long long")
#define FERRULE_TEST_DOUBLE(set) FERRULE_TEST_OVERLOAD(set, double, "double")
#define FERRULE_TEST_TEXT(set) FERRULE_TEST_OVERLOAD(set, const Text&, "text")
#define FERRULE_TEST_CHAR(set) FERRULE_TEST_OVERLOAD(set, char, "char")
#define FERRULE_TEST_BYTES(set) FERRULE_TEST_OVERLOAD(set, std::span<const std::byte>, "bytes")
#define FERRULE_TEST_PATH(set) FERRULE_TEST_OVERLOAD(set, const std::filesystem::path&, "path")
#define FERRULE_TEST_COMPLEX(set) FERRULE_TEST_OVERLOAD(set, std::complex<double>, "complex")
#define FERRULE_TEST_INTS(set) FERRULE_TEST_OVERLOAD(set, const std::vector<int>&, "ints")
#define FERRULE_TEST_DOUBLES(set) FERRULE_TEST_OVERLOAD(set, const std::vector<double>&, "doubles")
#define FERRULE_TEST_TEXTS(set) FERRULE_TEST_OVERLOAD(set, const std::vector<Text>&, "texts")
#define FERRULE_TEST_CIRCLE(set) FERRULE_TEST_OVERLOAD(set, const Circle&, "Circle")
#define FERRULE_TEST_SQUARE(set) FERRULE_TEST_OVERLOAD(set, const Square&, "Square")
#define FERRULE_TEST_POINTER(set) FERRULE_TEST_OVERLOAD(set, const Circle*, "Circle*")
#define FERRULE_TEST_OPTIONAL(set) FERRULE_TEST_OVERLOAD(set, std::optional<int>, "optional")
#define FERRULE_TEST_OBJECT(set) FERRULE_TEST_OVERLOAD(set, ferrule::Borrowed<>, "object")

FERRULE_TEST_ORDERS(truth, FERRULE_TEST_COLOR, FERRULE_TEST_BOOL, FERRULE_TEST_INT)
FERRULE_TEST_ORDERS(levels, FERRULE_TEST_LEVEL, FERRULE_TEST_INT, FERRULE_TEST_TEXT)
FERRULE_TEST_ORDERS(numbers, FERRULE_TEST_INT, FERRULE_TEST_DOUBLE, FERRULE_TEST_TEXT)
FERRULE_TEST_ORDERS(widths, FERRULE_TEST_INT, FERRULE_TEST_UNSIGNED, FERRULE_TEST_LONG_LONG)
FERRULE_TEST_ORDERS(widths_and_float, FERRULE_TEST_INT, FERRULE_TEST_DOUBLE, FERRULE_TEST_LONG_LONG)
FERRULE_TEST_ORDERS(texts, FERRULE_TEST_CHAR, FERRULE_TEST_TEXT, FERRULE_TEST_TEXTS)
FERRULE_TEST_ORDERS(paths, FERRULE_TEST_TEXT, FERRULE_TEST_BYTES, FERRULE_TEST_PATH)
FERRULE_TEST_ORDERS(complex, FERRULE_TEST_INT, FERRULE_TEST_DOUBLE, FERRULE_TEST_COMPLEX)
FERRULE_TEST_ORDERS(lists, FERRULE_TEST_INTS, FERRULE_TEST_DOUBLES, FERRULE_TEST_TEXTS)
FERRULE_TEST_ORDERS(classes, FERRULE_TEST_CIRCLE, FERRULE_TEST_SQUARE, FERRULE_TEST_OBJECT)
FERRULE_TEST_ORDERS(pointers, FERRULE_TEST_CIRCLE, FERRULE_TEST_POINTER, FERRULE_TEST_DOUBLE)
FERRULE_TEST_ORDERS(optionals, FERRULE_TEST_OPTIONAL, FERRULE_TEST_DOUBLE, FERRULE_TEST_OBJECT)

// --- Counts, keywords, defaults ---

/// Of a rectangle.
FERRULE_FUNCTION() inline Text area(int width, int height) {
  return std::to_string(width) + "x" + std::to_string(height);
}
/// Of a circle.
FERRULE_FUNCTION() inline Text area(double radius) { return "r" + std::to_string(radius); }

FERRULE_FUNCTION(signature = (*, width)) inline Text by_name(int width) {
  return "width " + std::to_string(width);
}
FERRULE_FUNCTION(signature = (*, height), name = by_name) inline Text by_height(int height) {
  return "height " + std::to_string(height);
}

FERRULE_FUNCTION() inline Text defaults(int a, int b = 2, int c = 3) {
  return std::to_string(a) + std::to_string(b) + std::to_string(c);
}
FERRULE_FUNCTION() inline Text defaults(const Text& a, int b = 5) { return a + std::to_string(b); }

FERRULE_FUNCTION() inline Text rest(int first) { return "int " + std::to_string(first); }
FERRULE_FUNCTION() inline Text rest(ferrule::Args args) {
  return "args " + std::to_string(args.size());
}
FERRULE_FUNCTION() inline Text rest(const Text& first, ferrule::Kwargs kwargs) {
  return "kwargs " + first + std::to_string(kwargs.size());
}

FERRULE_FUNCTION() inline Text total([[maybe_unused]] int first) { return "one int"; }
FERRULE_FUNCTION(signature = (first, *others))
inline Text total([[maybe_unused]] int first, const std::vector<int>& others) {
  return "ints " + std::to_string(1 + others.size());
}
FERRULE_FUNCTION(signature = (*words)) inline Text total(const std::vector<Text>& words) {
  return "texts " + std::to_string(words.size());
}
FERRULE_FUNCTION(signature = (**options)) inline Text total(const std::map<Text, Text>& options) {
  return "options " + std::to_string(options.size());
}

FERRULE_FUNCTION()
inline Text exactly([[maybe_unused]] double value FERRULE_ARG(noconvert)) { return "float"; }
FERRULE_FUNCTION()
inline Text exactly([[maybe_unused]] ferrule::Borrowed<> value) { return "object"; }

FERRULE_FUNCTION() inline Text nullable(const char* text FERRULE_ARG(nullable)) {
  return text == nullptr ? "None" : text;
}
FERRULE_FUNCTION() inline Text nullable([[maybe_unused]] int number) { return "int"; }

FERRULE_FUNCTION() inline Text mixed(int, double) { return "int, float"; }
FERRULE_FUNCTION() inline Text mixed(double, int) { return "float, int"; }

FERRULE_FUNCTION() inline Text alike(int, const std::vector<double>& b) {
  return "int " + std::to_string(b.size());
}
FERRULE_FUNCTION() inline Text alike(const Text&, const std::vector<double>& b) {
  return "text " + std::to_string(b.size());
}

// Two integers of two widths each.
FERRULE_FUNCTION() inline Text pair(int, int) { return "ii"; }
FERRULE_FUNCTION() inline Text pair(int, long long) { return "il"; }
FERRULE_FUNCTION() inline Text pair(long long, int) { return "li"; }

FERRULE_FUNCTION() inline Text big([[maybe_unused]] int value) { return "int"; }
FERRULE_FUNCTION() inline Text big(const ferrule::Bound<ferrule::Int>& value) {
  return "Int " + value.str();
}

// --- Errors ---

FERRULE_FUNCTION() inline Text throwing(int) { throw std::invalid_argument("of C++"); }
FERRULE_FUNCTION() inline Text throwing(const Text& text) { return text; }

// --- Members ---

/// A span of time.
class FERRULE_CLASS() Span {
 public:
  Span() = default;
  /// In seconds.
  explicit Span(int seconds) : seconds_(seconds) {}
  Span(int minutes, int seconds) : seconds_(60 * minutes + seconds) {}
  explicit Span(const Text& text) : seconds_(static_cast<int>(text.size())) {}

  int seconds() const { return seconds_; }

  int add(int seconds) { return seconds_ += seconds; }
  int add(const Span& other) { return seconds_ += other.seconds_; }

  static Span of(int seconds) { return Span(seconds); }
  static Span of(const Text& text) { return Span(text); }

  int operator()() const { return seconds_; }
  Text operator()(const Text& unit) const { return std::to_string(seconds_) + unit; }

 private:
  int seconds_ = 0;
};

// One that Python cannot subclass is made in another way.
class FERRULE_CLASS(subclass = False) Closed {
 public:
  explicit Closed(int number) : text_(std::to_string(number)) {}
  explicit Closed(const Text& text) : text_(text) {}
  const Text& text() const { return text_; }

 private:
  Text text_;
};

}  // namespace overloads

#endif  // FERRULE_TESTS_BEHAVIOUR_OVERLOADS_H_
