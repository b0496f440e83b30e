// Parameters that take more than instances of their class, and a class that is made of its fields.
#ifndef FERRULE_TESTS_GOLDEN_IMPLICIT_API_H_
#define FERRULE_TESTS_GOLDEN_IMPLICIT_API_H_

#include <string>

#include "ferrule/ferrule.h"

namespace golden {

class FERRULE_CLASS(storage = heap) Meters {
 public:
  FERRULE_INIT(implicit) Meters(double value) : value(value) {}
  double value;
};

FERRULE_FUNCTION() inline double twice(const Meters& length) noexcept { return 2 * length.value; }
FERRULE_FUNCTION() inline void grow(Meters& length) { length.value += 1; }

struct FERRULE_CLASS(init = fields, from_dict) Point {
  double x;
  double y = 0.5;
  std::string name{"origin"};
};

FERRULE_FUNCTION() inline double x_of(Point point) { return point.x; }

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_IMPLICIT_API_H_
