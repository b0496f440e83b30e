// Objects that many calls read, or one changes.
#ifndef FERRULE_TESTS_GOLDEN_BORROW_CHECKED_API_H_
#define FERRULE_TESTS_GOLDEN_BORROW_CHECKED_API_H_

#include <utility>

#include "ferrule/ferrule.h"

namespace golden {

class FERRULE_CLASS(borrow_checked, subclass = False) Cell {
 public:
  explicit Cell(int value) : value(value) {}
  int value;

  int plus(const Cell& other) const { return value + other.value; }
  void exchange(Cell& other) { std::swap(value, other.value); }
};

/// Nothing is borrowed of what cannot change.
struct FERRULE_CLASS(frozen, subclass = False) Point {
  explicit Point(int x) : x(x) {}
  int x;
};

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_BORROW_CHECKED_API_H_
