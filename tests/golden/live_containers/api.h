// Containers that Python sees as they are.
#ifndef FERRULE_TESTS_GOLDEN_LIVE_CONTAINERS_API_H_
#define FERRULE_TESTS_GOLDEN_LIVE_CONTAINERS_API_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "ferrule/ferrule.h"

namespace golden {

struct FERRULE_CLASS() Track {
  /// In seconds.
  FERRULE_FIELD(view) std::vector<double> times;
  FERRULE_FIELD(view, readonly) std::map<std::string, std::vector<int>> laps;
  FERRULE_FIELD(view) const std::set<int> lanes;
  std::vector<int> copied;

  FERRULE_METHOD(returns = view) std::vector<double>& all() { return times; }
  FERRULE_METHOD(returns = view) const std::vector<double>* seen() const { return &times; }
};

FERRULE_FUNCTION(returns = view)
std::vector<double>& times_of(FERRULE_ARG(keep_alive = result) Track& track);

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_LIVE_CONTAINERS_API_H_
