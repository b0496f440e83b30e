// Fields of bound classes: Python gets the part of the object, and keeps the whole.
#ifndef FERRULE_TESTS_GOLDEN_REFERENCES_TO_FIELDS_API_H_
#define FERRULE_TESTS_GOLDEN_REFERENCES_TO_FIELDS_API_H_

#include "ferrule/ferrule.h"

namespace golden {

struct FERRULE_CLASS() Point {
  double x = 0;
  double y = 0;
};

/// No class can be derived from it, and it holds nothing: no cycle goes through it.
struct FERRULE_CLASS(subclass = False) Pixel {
  int color = 0;
};

struct FERRULE_CLASS() Line {
  Point start;
  const Point origin;
  FERRULE_FIELD(readonly) Point middle;
  FERRULE_FIELD(readonly, returns = reference) Point end;
  FERRULE_FIELD(returns = copy) Point label;
};

struct FERRULE_CLASS(storage = heap, subclass = False) Image {
  Pixel first;
};

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_REFERENCES_TO_FIELDS_API_H_
