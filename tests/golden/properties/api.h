// Getters and setters become properties.
#ifndef FERRULE_TESTS_GOLDEN_PROPERTIES_API_H_
#define FERRULE_TESTS_GOLDEN_PROPERTIES_API_H_

#include <string>
#include <vector>

#include "ferrule/ferrule.h"

namespace golden {

class FERRULE_CLASS() Thermometer {
 public:
  /// In degrees.
  FERRULE_GETTER() double celsius() const noexcept { return celsius_; }
  FERRULE_SETTER(name = celsius) void set_celsius(double value) { celsius_ = value; }

  FERRULE_GETTER(name = place) std::string get_place() const { return "here"; }
  FERRULE_GETTER() std::vector<double> readings(ferrule::Python) const { return {celsius_}; }

 private:
  double celsius_ = 20;
};

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_PROPERTIES_API_H_
