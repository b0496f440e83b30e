// Instances of templates: what each is called with, and what it does.
#ifndef FERRULE_TESTS_BEHAVIOUR_TEMPLATES_H_
#define FERRULE_TESTS_BEHAVIOUR_TEMPLATES_H_

#include <concepts>
#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

// clang-format off: to it a macro behind `template <...>` is no line of its own.

namespace templates {

using Text = std::string;

inline namespace version_1 {

struct FERRULE_CLASS(init = fields) Point {
  int x = 0;
  int y = 0;

  FERRULE_SKIP() friend Point operator+(const Point& a, const Point& b) {
    return {a.x + b.x, a.y + b.y};
  }
};

enum class FERRULE_ENUM() Axis { x, y };

struct FERRULE_CLASS() Outer {
  struct Inner {
    int number = 3;
  };
};

// --- Functions ---

/// Adds.
template <class T>
FERRULE_FUNCTION(instances = (<int>, <double>, <Text>, <Point>))
T add(const T& a, const T& b = T()) {
  return a + b;
}

template <class T>
FERRULE_FUNCTION(instances = (<int> = "ints", <Point> = points, <Outer::Inner> = "inners"))
std::size_t count(const std::vector<T>& values) {
  return values.size();
}

template <Axis kAxis, int kFactor = 1>
FERRULE_FUNCTION(instances = (<Axis::x> = x_of, <Axis::y, (2 > 1 ? 2 : 1)> = twice_y_of))
int coordinate(const Point& point) {
  return kFactor * (kAxis == Axis::x ? point.x : point.y);
}

template <std::integral T>
FERRULE_FUNCTION(instances = (<int>))
auto deduced(T value) {
  return value + 0.5;
}

FERRULE_FUNCTION(instances = (<int>, <Text>))
inline Text abbreviated(auto value) {
  if constexpr (std::is_same_v<decltype(value), int>) {
    return "int";
  } else {
    return "text";
  }
}

/// Declared with its instances, and defined elsewhere.
template <class T>
FERRULE_FUNCTION(instances = (<int>))
T later(T value, T factor = 2);

template <class T>
T later(T value, T factor) {
  return factor * value;
}

template <class T>
FERRULE_FUNCTION(instances = (<Point>))
void taken(std::unique_ptr<T> value, FERRULE_ARG(out) std::vector<T>& values) {
  values.push_back(std::move(*value));
}

template <class T>
FERRULE_FUNCTION(instances = (<int>))
T middle(T a, T b = 10, Text c = Text("c").append("d"), int d = 4) {
  return a + b + static_cast<int>(c.size()) + d;
}

template <class T>
FERRULE_FUNCTION(instances = (<int>))
void raises(T value) {
  throw std::out_of_range(std::to_string(value));
}

// --- Templates that are overloads of each other, and of a function ---

template <class T>
FERRULE_FUNCTION(instances = (<int>, <double>))
Text pick(T) {
  return std::is_same_v<T, int> ? "int" : "double";
}
template <class T>
FERRULE_FUNCTION(instances = (<int>, <Text>))
Text pick(const std::vector<T>&) {
  return std::is_same_v<T, int> ? "ints" : "texts";
}
FERRULE_FUNCTION() inline Text pick(const Text&) { return "function"; }

// --- Packs ---

/// The sum, in a unit.
template <class... T>
FERRULE_FUNCTION(instances = (<>, <double>, <double, double>, <double, double, double>))
Text total(const Text& unit, T... values) {
  return std::to_string(static_cast<int>((0.0 + ... + values))) + unit;
}

template <class First, class... Rest>
FERRULE_FUNCTION(instances = (<int, Text, Point>))
std::size_t mixed(First first, FERRULE_ARG(name = item) const Rest&... rest) {
  return static_cast<std::size_t>(first) + sizeof...(rest);
}

// --- Members ---

class FERRULE_CLASS() Box {
 public:
  Box() = default;
  /// Of one value, as often as wanted.
  template <class T>
  FERRULE_INIT(instances = (<int>, <const Text&>))
  explicit Box(T value, int copies = 1) {
    for (int i = 0; i < copies; ++i) add(value);
  }
  template <class... T>
    requires(sizeof...(T) > 2)
  FERRULE_INIT(instances = (<Text, Text, int>))
  explicit Box(const T&... values) {
    (add(values), ...);
  }

  template <class T>
  FERRULE_METHOD(instances = (<int>, <Text>, <Point>))
  Box& add(const T& value) {
    if constexpr (std::is_same_v<T, Text>) {
      text_ += value;
    } else if constexpr (std::is_same_v<T, Point>) {
      text_ += std::to_string(value.x) + "," + std::to_string(value.y);
    } else {
      text_ += std::to_string(value);
    }
    return *this;
  }

  template <class T>
  FERRULE_METHOD(instances = (<int> = "size_as_int", <double> = "size_as_float"))
  T size() const {
    return static_cast<T>(text_.size());
  }

  template <class T>
  FERRULE_STATIC(instances = (<int>, <Text>))
  static Box of(T value) {
    return Box(value);
  }

  template <class T>
  FERRULE_CLASSMETHOD(instances = (<int>))
  static Text named(ferrule::Bound<ferrule::Type> cls, T value) {
    return cls.attr("__name__").extract<Text>() + std::to_string(value);
  }

  template <class T>
  FERRULE_METHOD(instances = (<int>, <Text>))
  T operator()(T value) const {
    return value + value;
  }

  // Not exported.
  template <class Visitor>
  void visit(Visitor&& visitor) const {
    std::forward<Visitor>(visitor)(text_);
  }

  FERRULE_GETTER() const Text& text() const { return text_; }

 private:
  Text text_;
};

}  // namespace version_1
}  // namespace templates

// In the global namespace.
template <class T>
FERRULE_FUNCTION(instances = (<int>, <templates::Point>))
T same(T value) {
  return value;
}

// clang-format on

#endif  // FERRULE_TESTS_BEHAVIOUR_TEMPLATES_H_
