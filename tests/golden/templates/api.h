// Instances of templates: of functions, methods and constructors, with packs and names of their own.
#ifndef FERRULE_TESTS_GOLDEN_TEMPLATES_API_H_
#define FERRULE_TESTS_GOLDEN_TEMPLATES_API_H_

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

namespace golden {

/// An instance may be of a class that the module binds.
class FERRULE_CLASS() Point {
 public:
  Point(int x, int y) : x_(x), y_(y) {}
  FERRULE_GETTER() int x() const { return x_; }
  FERRULE_GETTER() int y() const { return y_; }

 private:
  int x_;
  int y_;
};

enum class FERRULE_ENUM() Axis { kX, kY };

/// Adds two values.
template <class T>
FERRULE_FUNCTION(instances = (<int>, <double>, <std::string>))
T add(const T& a, const T& b = T()) {
  return a + b;
}

template <class T>
FERRULE_FUNCTION(instances = (<int> = "count_ints", <Point> = "count_points"))
std::size_t count(const std::vector<T>& values) {
  return values.size();
}

/// The parameters of a pack are passed by position.
template <class... T>
FERRULE_FUNCTION(instances = (<>, <double, double>, <double, double, double>))
double total(const std::string& unit, T... values) {
  return (0.0 + ... + values) * static_cast<double>(unit.size());
}

template <Axis kAxis, int kFactor = 1>
FERRULE_FUNCTION(instances = (<Axis::kX> = x_of, <Axis::kY, 2> = twice_y_of))
int coordinate(const Point& point) {
  return kFactor * (kAxis == Axis::kX ? point.x() : point.y());
}

/// Told apart by its type.
template <class T>
FERRULE_FUNCTION(instances = (<int>))
T largest(const std::vector<T>& values) {
  T most{};
  for (const T& value : values) most = most < value ? value : most;
  return most;
}
template <class T>
T largest(T a, T b) {
  return a < b ? b : a;
}

class FERRULE_CLASS() Box {
 public:
  template <class T>
  FERRULE_INIT(instances = (<int>, <const std::string&>))
  explicit Box(T value, int copies = 1) {
    for (int i = 0; i < copies; ++i) add(value);
  }

  template <class T>
  FERRULE_METHOD(instances = (<int>, <std::string>))
  void add(const T& value) {
    if constexpr (requires { text_ += value; value.size(); }) {
      text_ += value;
    } else {
      text_ += std::to_string(value);
    }
  }

  template <class T>
  FERRULE_STATIC(instances = (<int> = "of_int"))
  static Box of(T value) {
    return Box(value);
  }

  template <class T>
  FERRULE_METHOD(instances = (<double>))
  T operator()(T x) const {
    return x + static_cast<T>(text_.size());
  }

  // Not exported: nothing lists what it is to be.
  template <class Visitor>
  void visit(Visitor&& visitor) const {
    std::forward<Visitor>(visitor)(text_);
  }

  FERRULE_GETTER() const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_TEMPLATES_API_H_
