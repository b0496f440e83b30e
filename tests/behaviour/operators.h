// Operators as special methods: comparison, hashes, truth, text, numbers.
#ifndef FERRULE_TESTS_BEHAVIOUR_OPERATORS_H_
#define FERRULE_TESTS_BEHAVIOUR_OPERATORS_H_

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "ferrule/ferrule.h"

namespace operators {

/// Compares by all that it has, and is hashed by it.
struct FERRULE_CLASS() Version {
  Version(int major, int minor) : major(major), minor(minor) {}
  friend auto operator<=>(const Version&, const Version&) = default;
  int major = 0;
  int minor = 0;
};

// Equal without a hash.
class FERRULE_CLASS() Tag {
 public:
  explicit Tag(std::string text) : text_(std::move(text)) {}
  bool operator==(const Tag& other) const { return text_ == other.text_; }
  bool operator==(std::string_view text) const { return text_ == text; }

 private:
  std::string text_;
};

// Ordered, and nothing else: equal to itself alone.
class FERRULE_CLASS() Rank {
 public:
  explicit Rank(double value) : value_(value) {}
  friend bool operator<(const Rank& a, const Rank& b) { return a.value_ < b.value_; }
  friend bool operator<(int a, const Rank& b) { return a < b.value_; }

 private:
  double value_;
};

// A part of an order: NaN is neither less nor more.
class FERRULE_CLASS() Measure {
 public:
  explicit Measure(double value) : value_(value) {}
  std::partial_ordering operator<=>(double other) const {
    if (other == 13) throw std::domain_error("no measure is compared with 13");
    return value_ <=> other;
  }
  bool operator==(double other) const { return value_ == other; }
  bool operator!=(double other) const { return value_ != other || other == 42; }

 private:
  double value_;
};

// A class with a hash by name.
class FERRULE_CLASS() Key {
 public:
  explicit Key(int number) : number_(number) {}
  bool operator==(const Key&) const = default;
  FERRULE_METHOD(name = "__hash__") int hash() const { return number_; }

 private:
  int number_;
};

/// Two numbers, added and scaled.
struct FERRULE_CLASS(init = fields) Vector {
  double x = 0;
  double y = 0;

  /// The sum.
  Vector operator+(const Vector& other) const { return {x + other.x, y + other.y}; }
  Vector operator-(const Vector& other) const { return {x - other.x, y - other.y}; }
  Vector operator-() const { return {-x, -y}; }
  Vector operator+() const { return *this; }
  Vector& operator+=(const Vector& other) {
    x += other.x;
    y += other.y;
    return *this;
  }
  void operator*=(double factor) {
    x *= factor;
    y *= factor;
  }
  bool operator==(const Vector&) const = default;
  explicit operator bool() const { return x != 0 || y != 0; }

  FERRULE_METHOD(name = "__abs__") double length_squared() const { return x * x + y * y; }
  FERRULE_METHOD(name = "__matmul__") double dot(const Vector& other) const {
    return x * other.x + y * other.y;
  }
};

inline Vector operator*(const Vector& v, double factor) { return {v.x * factor, v.y * factor}; }
inline Vector operator*(double factor, const Vector& v) { return v * factor; }
inline Vector operator/(const Vector& v, double divisor) {
  if (divisor == 0) throw std::domain_error("division by zero");
  return {v.x / divisor, v.y / divisor};
}
inline std::ostream& operator<<(std::ostream& out, const Vector& v) {
  return out << "<" << v.x << ", " << v.y << ">";
}
// Nobody asked for it, and no Python object is a stream.
std::istream& operator>>(std::istream& in, Vector& v);
FERRULE_SKIP() inline Vector operator|(const Vector& v, int) { return v; }

// Integers of a fixed width, with several types on the other side.
class FERRULE_CLASS() Word {
 public:
  explicit Word(std::uint8_t bits) : bits_(bits) {}
  Word operator&(Word other) const { return Word(bits_ & other.bits_); }
  Word operator|(std::uint8_t mask) const { return Word(bits_ | mask); }
  Word operator|(const std::string& mask) const {
    return Word(static_cast<std::uint8_t>(bits_ | std::stoi(mask, nullptr, 2)));
  }
  Word operator~() const { return Word(static_cast<std::uint8_t>(~bits_)); }
  Word operator<<(unsigned count) const {
    if (count > 7) throw std::out_of_range("a shift by more than there are");
    return Word(static_cast<std::uint8_t>(bits_ << count));
  }
  Word operator%(int divisor) const { return Word(static_cast<std::uint8_t>(bits_ % divisor)); }
  operator int() const { return bits_; }
  explicit operator double() const { return bits_; }
  FERRULE_METHOD(name = "binary") operator std::string() const {
    std::string text;
    for (int i = 7; i >= 0; --i) text += ((bits_ >> i) & 1) != 0 ? '1' : '0';
    return text;
  }
  FERRULE_SKIP() explicit operator float() const { return bits_; }

  FERRULE_METHOD(name = "__pow__") Word power(unsigned exponent) const {
    return power(exponent, 256);
  }
  FERRULE_METHOD(name = "__pow__") Word power(unsigned exponent, unsigned modulus) const {
    unsigned result = 1;
    for (unsigned i = 0; i < exponent; ++i) result = result * bits_ % modulus;
    return Word(static_cast<std::uint8_t>(result));
  }
  FERRULE_METHOD(name = "__rpow__") unsigned power_of(unsigned base) const {
    unsigned result = 1;
    for (unsigned i = 0; i < bits_; ++i) result *= base;
    return result;
  }
  FERRULE_METHOD(name = "__divmod__") std::pair<int, int> divide(int divisor) const {
    return {bits_ / divisor, bits_ % divisor};
  }
  FERRULE_METHOD(name = "__floordiv__") int divide_down(int divisor) const { return bits_ / divisor; }

 private:
  std::uint8_t bits_;
};

/// Holds anything, even itself.
struct FERRULE_CLASS(init = fields) Box {
  ferrule::Py<> content;
  std::string label = "box";
};

// Says itself what it looks like.
class FERRULE_CLASS() Quiet {
 public:
  Quiet() = default;
  int volume = 0;
  FERRULE_METHOD(name = "__repr__") std::string show() const { return "quiet"; }
  FERRULE_METHOD(name = "__format__") std::string format(const std::string& spec) const {
    return spec.empty() ? "quiet" : spec + "!";
  }
};

// What it says is no text.
class FERRULE_CLASS() Garbled {
 public:
  Garbled() = default;
  friend std::ostream& operator<<(std::ostream& out, const Garbled&) { return out << "\xff"; }
};

// Leaves `==` to another object by saying nothing of strangers, and adds to what it cannot know.
class FERRULE_CLASS() Any {
 public:
  Any() = default;
  FERRULE_METHOD(name = "__add__") ferrule::Bound<> add(ferrule::Bound<> other) const {
    return other;
  }
};

}  // namespace operators

template <>
struct std::hash<operators::Version> {
  std::size_t operator()(const operators::Version& version) const {
    return version.major == -1 ? std::numeric_limits<std::size_t>::max()
                               : static_cast<std::size_t>(version.major * 100 + version.minor);
  }
};

#endif  // FERRULE_TESTS_BEHAVIOUR_OPERATORS_H_
