// Fields that own objects or point to them: Python gets what refers to the object.
#ifndef FERRULE_TESTS_GOLDEN_POINTER_FIELDS_API_H_
#define FERRULE_TESTS_GOLDEN_POINTER_FIELDS_API_H_

#include <memory>

#include "ferrule/ferrule.h"

namespace golden {

struct FERRULE_CLASS() Point {
  double x = 0;
  double y = 0;
};

struct FERRULE_CLASS() Link {
  std::unique_ptr<Link> next;
  FERRULE_FIELD(returns = reference) Point* mark = nullptr;
  FERRULE_FIELD(readonly, returns = reference) const Point* seen = nullptr;
  FERRULE_FIELD(returns = copy) Point* copied = nullptr;
};

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_POINTER_FIELDS_API_H_
