// Special methods that CPython looks up by name, and those of sequences.
#ifndef FERRULE_TESTS_BEHAVIOUR_BY_NAME_H_
#define FERRULE_TESTS_BEHAVIOUR_BY_NAME_H_

#include <cmath>
#include <complex>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "ferrule/ferrule.h"

namespace by_name {

/// A number in all its forms.
class FERRULE_CLASS() Number {
 public:
  explicit Number(double value) : value_(value) {}
  double value() const { return value_; }

  FERRULE_METHOD(name = "__bytes__") ferrule::Bound<ferrule::Bytes> bytes(ferrule::Python py) const {
    return ferrule::Bytes::create(py, std::to_string(static_cast<int>(value_)));
  }
  FERRULE_METHOD(name = "__complex__") std::complex<double> complex() const { return {value_, 1}; }
  FERRULE_METHOD(name = "__fspath__") std::string path() const {
    return "/" + std::to_string(static_cast<int>(value_));
  }
  FERRULE_METHOD(name = "__round__") Number round(std::optional<int> digits = std::nullopt) const {
    const double scale = std::pow(10, digits.value_or(0));
    return Number(std::round(value_ * scale) / scale);
  }
  FERRULE_METHOD(name = "__floor__") int floor() const {
    return static_cast<int>(std::floor(value_));
  }
  FERRULE_METHOD(name = "__ceil__") int ceil() const { return static_cast<int>(std::ceil(value_)); }
  FERRULE_METHOD(name = "__trunc__") int trunc() const { return static_cast<int>(value_); }
  FERRULE_METHOD(name = "__format__") std::string format(const std::string& how) const {
    if (how == "bad") throw std::invalid_argument("bad format");
    return "<" + how + ">";
  }
  FERRULE_METHOD(name = "__ipow__") Number& raise(double exponent) {
    value_ = std::pow(value_, exponent);
    return *this;
  }
  FERRULE_METHOD(name = "__sizeof__") std::size_t size_of() const { return 1234; }
  FERRULE_METHOD(name = "__dir__") std::vector<std::string> names() const { return {"b", "a"}; }

 private:
  double value_;
};

/// Raised to a power, and nothing in place.
class FERRULE_CLASS() Power {
 public:
  explicit Power(int value) : value(value) {}
  FERRULE_METHOD(name = "__pow__") Power power(int exponent) const {
    int result = 1;
    for (int i = 0; i < exponent; ++i) result *= value;
    return Power(result);
  }
  int value;
};

/// What CPython refuses of a special method.
class FERRULE_CLASS() Wrong {
 public:
  Wrong() = default;
  FERRULE_METHOD(name = "__bytes__") std::string bytes() const { return "text"; }
  FERRULE_METHOD(name = "__complex__") std::string complex() const { return "text"; }
  FERRULE_METHOD(name = "__fspath__") int path() const { return 3; }
  FERRULE_METHOD(name = "__format__") int format(const std::string& how) const {
    return static_cast<int>(how.size());
  }
  FERRULE_METHOD(name = "__length_hint__") int hint() const { return -1; }
  FERRULE_METHOD(name = "__getitem__") int item(int at) const {
    if (at > 2) throw std::out_of_range("end");
    return at;
  }
};

/// An asynchronous context.
class FERRULE_CLASS() Gate {
 public:
  Gate() = default;
  FERRULE_METHOD(name = "__aenter__") ferrule::Bound<> enter(ferrule::Python py) {
    open = true;
    return done(py, 7);
  }
  FERRULE_METHOD(name = "__aexit__")
  ferrule::Bound<> exit(ferrule::Python py, ferrule::Bound<> type, ferrule::Bound<> value,
                        ferrule::Bound<> traceback) {
    (void)value;
    (void)traceback;
    open = false;
    return done(py, type.is_none() ? 0 : 1);
  }
  bool open = false;

 private:
  // A coroutine that is done at once.
  static ferrule::Bound<> done(ferrule::Python py, int value) {
    return py.import("special_support").call_method("ready", value);
  }
};

/// A sequence by its operators.
class FERRULE_CLASS() Row {
 public:
  explicit Row(int size) {
    for (int i = 0; i < size; ++i) items_.push_back(i * 10);
  }
  std::size_t size() const { return items_.size(); }
  int& operator[](std::size_t at) { return items_[at]; }
  const int& operator[](std::size_t at) const { return items_[at]; }
  FERRULE_METHOD(name = "__reversed__") std::vector<int> reversed() const {
    return {items_.rbegin(), items_.rend()};
  }

 private:
  std::vector<int> items_;
};

/// One that takes slices itself.
class FERRULE_CLASS() Tape {
 public:
  Tape() = default;
  FERRULE_METHOD(name = "__getitem__") std::string get(ferrule::Bound<> key) const {
    return "get " + key.repr();
  }
  FERRULE_METHOD(name = "__setitem__") void set(ferrule::Bound<> key, std::vector<int> values) {
    log = "set " + key.repr() + " to " + std::to_string(values.size());
  }
  FERRULE_METHOD(name = "__delitem__") void remove(ferrule::Bound<> key) {
    log = "delete " + key.repr();
  }
  std::string log;
};

/// One whose items can be deleted.
class FERRULE_CLASS() Shelf {
 public:
  Shelf() = default;
  std::size_t size() const { return items_.size(); }
  int& operator[](std::size_t at) { return items_[at]; }
  FERRULE_METHOD(name = "__delitem__") void remove(int at) {
    if (at < 0 || at >= static_cast<int>(items_.size())) throw std::out_of_range("no such item");
    items_.erase(items_.begin() + at);
  }

 private:
  std::vector<int> items_{1, 2, 3};
};

}  // namespace by_name

#endif  // FERRULE_TESTS_BEHAVIOUR_BY_NAME_H_
