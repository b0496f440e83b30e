// std::optional and std::vector.
#ifndef FERRULE_TESTS_GOLDEN_CONTAINERS_API_H_
#define FERRULE_TESTS_GOLDEN_CONTAINERS_API_H_

#include <optional>
#include <string>
#include <vector>

#include "ferrule/ferrule.h"

namespace golden {

struct FERRULE_CLASS() Point {
  int x = 0;
};

FERRULE_FUNCTION() inline std::optional<int> maybe(std::optional<int> value = std::nullopt) { return value; }
FERRULE_FUNCTION() inline std::optional<Point> maybe_point(const std::optional<Point>& point) { return point; }
FERRULE_FUNCTION() inline std::vector<std::string> texts(std::vector<std::string> value) { return value; }
FERRULE_FUNCTION() inline std::size_t count(const std::vector<Point>& points) { return points.size(); }
FERRULE_FUNCTION()
inline std::vector<std::optional<std::vector<double>>> nested(std::vector<std::optional<std::vector<double>>> value) {
  return value;
}

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_CONTAINERS_API_H_
