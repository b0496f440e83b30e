// Class methods.
#ifndef FERRULE_TESTS_GOLDEN_CLASS_METHODS_API_H_
#define FERRULE_TESTS_GOLDEN_CLASS_METHODS_API_H_

#include "ferrule/ferrule.h"

namespace golden {

class FERRULE_CLASS() Temperature {
 public:
  explicit Temperature(double degrees) : degrees_(degrees) {}

  FERRULE_CLASSMETHOD(name = of)
  static ferrule::Bound<> Of(ferrule::Bound<ferrule::Type> cls, double degrees = 0) { return cls(degrees); }
  FERRULE_CLASSMETHOD(signature = (*, scale))
  static int count(ferrule::Python, ferrule::Borrowed<ferrule::Type>, int scale) { return scale; }

 private:
  double degrees_;
};

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_CLASS_METHODS_API_H_
