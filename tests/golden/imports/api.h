// Types that another module binds: an argument, a result, a base; an enum.
#ifndef FERRULE_TESTS_GOLDEN_IMPORTS_API_H_
#define FERRULE_TESTS_GOLDEN_IMPORTS_API_H_

#include "ferrule/ferrule.h"
#include "tests/golden/imports/geometry.h"

namespace golden {

FERRULE_FUNCTION()
inline geometry::Point scaled(const geometry::Point& point, geometry::Unit unit = geometry::Unit::kFoot) {
  const double factor = unit == geometry::Unit::kFoot ? 0.3048 : 1;
  return {point.x * factor, point.y * factor};
}

class FERRULE_CLASS() Named : public geometry::Point {
 public:
  explicit Named(int id) : Point(0, 0), id(id) {}

  int id;
};

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_IMPORTS_API_H_
