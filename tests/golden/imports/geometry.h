// What another module binds.
#ifndef FERRULE_TESTS_GOLDEN_IMPORTS_GEOMETRY_H_
#define FERRULE_TESTS_GOLDEN_IMPORTS_GEOMETRY_H_

#include "ferrule/ferrule.h"

namespace geometry {

enum class FERRULE_ENUM() Unit { kMetre, kFoot };

class FERRULE_CLASS() Point {
 public:
  Point(double x, double y) : x(x), y(y) {}

  double x;
  double y;
};

}  // namespace geometry

#endif  // FERRULE_TESTS_GOLDEN_IMPORTS_GEOMETRY_H_
