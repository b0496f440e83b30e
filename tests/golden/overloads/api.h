// Overload sets: of functions, constructors, methods, static methods and the call operator.
#ifndef FERRULE_TESTS_GOLDEN_OVERLOADS_API_H_
#define FERRULE_TESTS_GOLDEN_OVERLOADS_API_H_

#include <string>
#include <string_view>
#include <vector>

#include "ferrule/ferrule.h"

namespace golden {

/// Of a rectangle.
FERRULE_FUNCTION() inline int area(int width, int height) { return width * height; }
/// Of a circle.
FERRULE_FUNCTION() inline double area(double radius) { return 3 * radius * radius; }

// By type, with a conversion where nothing fits exactly.
FERRULE_FUNCTION() inline std::string kind(double) { return "float"; }
FERRULE_FUNCTION() inline std::string kind(bool) { return "bool"; }
FERRULE_FUNCTION() inline std::string kind(ferrule::Borrowed<>) { return "object"; }

// By value.
FERRULE_FUNCTION() inline std::string width(int x) { return "int " + std::to_string(x); }
FERRULE_FUNCTION() inline std::string width(long long x) { return "long long " + std::to_string(x); }

// To Python the same.
FERRULE_FUNCTION() inline std::size_t size(const std::string& text) { return text.size(); }
FERRULE_FUNCTION() inline std::size_t size(std::string_view text) { return text.size(); }

// All take the second argument alike.
FERRULE_FUNCTION() inline double sum(int start, const std::vector<double>& values) { return start + values[0]; }
FERRULE_FUNCTION() inline std::string sum(const std::string& start, const std::vector<double>& values) {
  return start + std::to_string(values[0]);
}

// C++ could not tell what `scale(1)` means: the defaults have to be given.
FERRULE_FUNCTION() inline int scale(int x, int by = 2) { return x * by; }
FERRULE_FUNCTION() inline double scale(int x, double by = 2) { return x * by; }

FERRULE_FUNCTION() inline int count(int, ferrule::Args args) { return static_cast<int>(args.size()); }
FERRULE_FUNCTION() inline int count(const std::string&, ferrule::Kwargs) { return -1; }

/// A pair of numbers.
class FERRULE_CLASS() Pair {
 public:
  Pair() = default;
  /// With these numbers.
  Pair(int first, int second) : first_(first), second_(second) {}

  int get() const { return first_; }
  /// The one of that name.
  int get(std::string_view name) const { return name == "first" ? first_ : second_; }

  static Pair of(int both) { return Pair(both, both); }
  static Pair of(const Pair& other) { return other; }

  int operator()() const { return first_ + second_; }
  int operator()(int times) const { return times * (first_ + second_); }

 private:
  int first_ = 0;
  int second_ = 0;
};

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_OVERLOADS_API_H_
