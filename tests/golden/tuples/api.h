// Pairs, tuples, arrays and variants.
#ifndef FERRULE_TESTS_GOLDEN_TUPLES_API_H_
#define FERRULE_TESTS_GOLDEN_TUPLES_API_H_

#include <array>
#include <string>
#include <tuple>
#include <utility>
#include <variant>

#include "ferrule/ferrule.h"

namespace golden {

FERRULE_FUNCTION() std::pair<int, int> divide(int number, int by);
FERRULE_FUNCTION() std::array<double, 3> scale(const std::array<double, 3>& vector,
                                               double factor = 1);
FERRULE_FUNCTION() std::tuple<int, std::string, bool> describe(std::variant<int, std::string> key);

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_TUPLES_API_H_
