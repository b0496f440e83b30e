// Containers of what points into the argument: the glue holds the items until the call returns.
#ifndef FERRULE_TESTS_GOLDEN_VIEWS_API_H_
#define FERRULE_TESTS_GOLDEN_VIEWS_API_H_

#include <cstddef>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "ferrule/ferrule.h"

namespace golden {

struct FERRULE_CLASS() Point {
  int x = 0;
};

FERRULE_FUNCTION() std::size_t longest(const std::vector<std::string_view>& words);
FERRULE_FUNCTION() double sum(std::span<const double> values);
FERRULE_FUNCTION() std::size_t checksum(std::span<const std::byte> content);
FERRULE_FUNCTION() void reset(std::vector<std::reference_wrapper<Point>> points);

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_VIEWS_API_H_
