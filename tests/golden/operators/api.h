// Operators: comparison, a hash, numbers on either side, text.
#ifndef FERRULE_TESTS_GOLDEN_OPERATORS_API_H_
#define FERRULE_TESTS_GOLDEN_OPERATORS_API_H_

#include <compare>
#include <cstddef>
#include <functional>
#include <ostream>
#include <string>

#include "ferrule/ferrule.h"

namespace golden {

/// An amount of money.
struct FERRULE_CLASS(init = fields) Amount {
  long cents = 0;

  friend auto operator<=>(const Amount&, const Amount&) = default;

  Amount operator-() const { return {-cents}; }
  Amount operator+(const Amount& other) const { return {cents + other.cents}; }
  Amount operator+(long more) const { return {cents + more}; }
  Amount& operator+=(const Amount& other) {
    cents += other.cents;
    return *this;
  }
  explicit operator bool() const { return cents != 0; }
  operator double() const { return static_cast<double>(cents) / 100; }
  FERRULE_METHOD(name = "__format__") std::string format(const std::string& spec) const {
    return spec + std::to_string(cents);
  }
};

/// Scaled from either side.
inline Amount operator*(const Amount& amount, long factor) { return {amount.cents * factor}; }
inline Amount operator*(long factor, const Amount& amount) { return amount * factor; }

inline std::ostream& operator<<(std::ostream& out, const Amount& amount) {
  return out << amount.cents;
}

/// Equal by text, too, and without a hash.
class FERRULE_CLASS() Name {
 public:
  explicit Name(std::string text) : text_(std::move(text)) {}
  bool operator==(const Name& other) const { return text_ == other.text_; }
  bool operator==(const std::string& text) const { return text_ == text; }

 private:
  std::string text_;
};

}  // namespace golden

template <>
struct std::hash<golden::Amount> {
  std::size_t operator()(const golden::Amount& amount) const {
    return std::hash<long>()(amount.cents);
  }
};

#endif  // FERRULE_TESTS_GOLDEN_OPERATORS_API_H_
