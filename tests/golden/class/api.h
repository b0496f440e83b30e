// A class: constructor, methods, instances as arguments and results.
#ifndef FERRULE_TESTS_GOLDEN_CLASS_API_H_
#define FERRULE_TESTS_GOLDEN_CLASS_API_H_

#include "ferrule/ferrule.h"

namespace golden {

/// A point in the plane.
class FERRULE_CLASS() Point {
 public:
  Point(int x, int y) : x_(x), y_(y) {}

  /// How far it is from the origin, in steps.
  int distance() const { return x_ + y_; }
  void move(int by_x, int by_y = 0) {
    x_ += by_x;
    y_ += by_y;
  }
  Point mirrored() const noexcept { return Point(y_, x_); }
  FERRULE_SKIP() void* not_bound() { return this; }

 private:
  int x_;
  int y_;
};

/// Python can neither make nor subclass it.
class FERRULE_CLASS() Origin {
 public:
  static Origin get() { return Origin(); }

 private:
  Origin() = default;
};

class FERRULE_CLASS(subclass = False) Closed {};

FERRULE_FUNCTION() inline int by_value(Point point) { return point.distance(); }
FERRULE_FUNCTION() inline int by_reference(const Point& point) { return point.distance(); }
FERRULE_FUNCTION() inline int by_pointer(Point* point) { return point == nullptr ? 0 : point->distance(); }
FERRULE_FUNCTION() inline const Point& shared() {
  static const Point point(1, 2);
  return point;
}

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_CLASS_API_H_
