// Static methods.
#ifndef FERRULE_TESTS_GOLDEN_STATIC_METHODS_API_H_
#define FERRULE_TESTS_GOLDEN_STATIC_METHODS_API_H_

#include "ferrule/ferrule.h"

namespace golden {

class FERRULE_CLASS() Temperature {
 public:
  static Temperature of_celsius(double degrees) { return Temperature(degrees); }
  static int count(int from = 0) noexcept { return from; }
  static Temperature zero() { return Temperature(0); }

 private:
  explicit Temperature(double degrees) : degrees_(degrees) {}
  double degrees_;
};

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_STATIC_METHODS_API_H_
