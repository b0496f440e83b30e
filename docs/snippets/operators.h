// What docs/operators.md shows.
#ifndef FERRULE_DOCS_SNIPPETS_OPERATORS_H_
#define FERRULE_DOCS_SNIPPETS_OPERATORS_H_

#include <compare>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

// region: money
struct FERRULE_CLASS(init = fields) Money {
  long cents = 0;

  auto operator<=>(const Money&) const = default;
  Money operator+(const Money& other) const { return {cents + other.cents}; }
  Money& operator+=(const Money& other) {
    cents += other.cents;
    return *this;
  }
  explicit operator bool() const { return cents != 0; }
};

inline Money operator*(long factor, const Money& money) { return {factor * money.cents}; }

inline std::ostream& operator<<(std::ostream& out, const Money& money) {
  return out << money.cents / 100 << "." << money.cents % 100;
}

template <>
struct std::hash<Money> {
  std::size_t operator()(const Money& money) const { return std::hash<long>()(money.cents); }
};
// end: money

// region: track
class FERRULE_CLASS() Track {
 public:
  explicit Track(std::vector<double> points) : points_(std::move(points)) {}

  std::size_t size() const { return points_.size(); }
  double operator[](std::size_t index) const { return points_[index]; }
  double& operator[](std::size_t index) { return points_[index]; }

  auto begin() const { return points_.begin(); }
  auto end() const { return points_.end(); }

 private:
  std::vector<double> points_;
};
// end: track

// region: words
class FERRULE_CLASS() Words {
 public:
  Words() = default;

  void add(const std::string& word) { ++counts_[word]; }
  int operator[](const std::string& word) const { return counts_.at(word); }
  FERRULE_METHOD(name = "__delitem__") void remove(const std::string& word) { counts_.erase(word); }
  bool contains(const std::string& word) const { return counts_.contains(word); }
  std::size_t size() const { return counts_.size(); }

  auto begin() const { return counts_.begin(); }
  auto end() const { return counts_.end(); }

 private:
  std::map<std::string, int> counts_;
};
// end: words

// region: countdown
class FERRULE_CLASS() Countdown {
 public:
  explicit Countdown(int from) : next_(from) {}

  FERRULE_METHOD(name = "__iter__") Countdown& self() { return *this; }
  FERRULE_METHOD(name = "__next__") std::optional<int> next() {
    return next_ > 0 ? std::optional(next_--) : std::nullopt;
  }

 private:
  int next_;
};
// end: countdown

// region: token
/// Cannot be looked into, and is copied and pickled by its state.
class FERRULE_CLASS() Token {
 public:
  explicit Token(std::string text) : text_(std::move(text)) {}
  FERRULE_METHOD(name = "__getstate__") std::string state() const { return text_; }
  FERRULE_INIT(name = "__setstate__") static Token restored(const std::string& state) {
    return Token(state);
  }
  std::string text() const { return text_; }

 private:
  std::string text_;
};
// end: token

#endif  // FERRULE_DOCS_SNIPPETS_OPERATORS_H_
