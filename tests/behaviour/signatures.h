// What Python passes to `*values` and `**options` of one type, what C++ gives back through its
// parameters, class methods, and what FERRULE_ARG says of a parameter. signatures_twins.py has the
// same signatures in Python.
#ifndef FERRULE_TESTS_BEHAVIOUR_SIGNATURES_H_
#define FERRULE_TESTS_BEHAVIOUR_SIGNATURES_H_

#include <map>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

namespace signatures {

// --- *values and **options ---

using Numbers = std::vector<int>;
using Options = std::map<std::string, int>;

inline Numbers ValuesOf(const Options& options) {
  Numbers values;
  for (const auto& [name, value] : options) values.push_back(value);
  return values;
}

FERRULE_FUNCTION(signature = (*values)) inline Numbers values(Numbers values) { return values; }
FERRULE_FUNCTION(signature = (a, *values, b=2))
inline Numbers values_between(int a, const Numbers& values, int b = 2) {
  Numbers all = {a, b};
  all.insert(all.end(), values.begin(), values.end());
  return all;
}
FERRULE_FUNCTION(signature = (*values))
inline double spanned(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum;
}
FERRULE_FUNCTION(signature = (*values))
inline std::string texts(std::vector<std::string>&& values) {
  std::string all;
  for (std::string& value : values) all += std::move(value);
  return all;
}
FERRULE_FUNCTION(signature = (*values))
inline std::vector<Numbers> nested(std::vector<Numbers> values) { return values; }

FERRULE_FUNCTION(signature = (**options)) inline Options options(Options options) { return options; }
FERRULE_FUNCTION(signature = (a, /, b=2, **options))
inline Options options_after(int a, int b = 2, const Options& options = {}) {
  Options all = options;
  all["<a>"] = a;
  all["<b>"] = b;
  return all;
}
FERRULE_FUNCTION(signature = (**options))
inline std::unordered_map<std::string, std::string> unordered(
    std::unordered_map<std::string, std::string> options) {
  return options;
}
FERRULE_FUNCTION(signature = (*values, **options))
inline Numbers both(const Numbers& values, const Options& options) {
  Numbers all = values;
  for (const int value : ValuesOf(options)) all.push_back(value);
  return all;
}
FERRULE_FUNCTION(signature = (a, /, b=2, *values, c, d=4, **options))
inline Numbers everything(int a, Numbers values, Options options, int c, int b = 2, int d = 4) {
  Numbers all = {a, b, c, d};
  all.insert(all.end(), values.begin(), values.end());
  for (const int value : ValuesOf(options)) all.push_back(value);
  return all;
}
/// The rest of the positional arguments as they are, and numbers by keyword.
FERRULE_FUNCTION(signature = (*args, **options))
inline std::pair<std::size_t, Numbers> mixed(ferrule::Args args, const Options& options) {
  return {args.size(), ValuesOf(options)};
}

// --- What C++ fills in ---

FERRULE_FUNCTION() inline void one_out(int a, FERRULE_ARG(out) int& doubled) { doubled = 2 * a; }
FERRULE_FUNCTION()
inline void two_outs(int a, FERRULE_ARG(out) int* doubled, FERRULE_ARG(out) std::string& text) {
  if (*doubled != 0 || !text.empty()) throw std::logic_error("begins with something");
  *doubled = 2 * a;
  text = std::to_string(a);
}
FERRULE_FUNCTION()
inline bool parse(std::string_view text, int base = 10, FERRULE_ARG(out) int* value = nullptr) {
  std::size_t end = 0;
  try {
    *value = std::stoi(std::string(text), &end, base);
  } catch (const std::invalid_argument&) {
    return false;
  }
  return end == text.size();
}
/// In front of what Python passes.
FERRULE_FUNCTION()
inline int first_out(FERRULE_ARG(out) std::vector<int>& all, int a, int b = 2) {
  all = {a, b};
  return a + b;
}
FERRULE_FUNCTION()
inline void failing_out(FERRULE_ARG(out) std::string& text, bool fails) {
  text = "made";
  if (fails) throw std::runtime_error("failed");
}

class FERRULE_CLASS() Point {
 public:
  explicit Point(int x = 0) : x(x) { ++alive_; }
  Point(const Point& other) : x(other.x) { ++alive_; }
  ~Point() { --alive_; }

  void split(FERRULE_ARG(out) Point& half, FERRULE_ARG(out) int& rest) const {
    half.x = x / 2;
    rest = x % 2;
  }
  static std::string of_class(FERRULE_ARG(out) int& number) noexcept {
    number = 3;
    return "three";
  }
  Point operator()(FERRULE_ARG(out) Point* next) const {
    next->x = x + 1;
    return *this;
  }
  static int alive() { return alive_; }

  int x;

 private:
  static inline int alive_ = 0;
};

// --- Class methods ---

class FERRULE_CLASS() Base {
 public:
  explicit Base(int number = 0) : number(number) {}

  FERRULE_CLASSMETHOD(name = make)
  static ferrule::Bound<> Make(ferrule::Bound<ferrule::Type> cls, int number = 1) {
    return cls(number);
  }
  FERRULE_CLASSMETHOD(signature = (a, /, b, *, c=3))
  static Numbers every_kind(ferrule::Python, ferrule::Borrowed<ferrule::Type>, int a, int b,
                            int c = 3) {
    return {a, b, c};
  }
  FERRULE_CLASSMETHOD()
  static std::string name_of(ferrule::Borrowed<ferrule::Type> cls) {
    return cls.attr("__name__").str();
  }
  FERRULE_CLASSMETHOD(signature = (*values, **options))
  static std::size_t count(ferrule::Borrowed<ferrule::Type>, const Numbers& values,
                           const Options& options) {
    return values.size() + options.size();
  }

  int number;
};

// --- What FERRULE_ARG says ---

FERRULE_FUNCTION() inline double exact(FERRULE_ARG(noconvert) double value) { return value; }
FERRULE_FUNCTION()
inline int exact_int(FERRULE_ARG(noconvert, name = number) int value, int plain = 0) {
  return value + plain;
}
FERRULE_FUNCTION()
inline std::string nullable(FERRULE_ARG(nullable) const char* text) {
  return text == nullptr ? "null" : text;
}
FERRULE_FUNCTION()
inline std::string nullable_by_default(const char* text = nullptr) {
  return text == nullptr ? "null" : text;
}

// --- Defaults without elements ---

FERRULE_FUNCTION()
inline std::size_t empty(const Numbers& numbers = {}, const Options& options = Options(),
                         int last = 0) {
  return numbers.size() + options.size() + static_cast<std::size_t>(last);
}

}  // namespace signatures

#endif  // FERRULE_TESTS_BEHAVIOUR_SIGNATURES_H_
