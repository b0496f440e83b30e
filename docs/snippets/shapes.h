// What docs/modules.md shows: the module whose types another one uses.
#ifndef FERRULE_DOCS_SNIPPETS_SHAPES_H_
#define FERRULE_DOCS_SNIPPETS_SHAPES_H_

#include "ferrule/ferrule.h"

namespace shapes {

// region: point
class FERRULE_CLASS() Point {
 public:
  Point(double x, double y) : x(x), y(y) {}

  double x;
  double y;
};
// end: point

}  // namespace shapes

#endif  // FERRULE_DOCS_SNIPPETS_SHAPES_H_
