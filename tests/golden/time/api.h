// Durations and time points.
#ifndef FERRULE_TESTS_GOLDEN_TIME_API_H_
#define FERRULE_TESTS_GOLDEN_TIME_API_H_

#include <chrono>
#include <optional>

#include "ferrule/ferrule.h"

namespace golden {

FERRULE_FUNCTION() std::chrono::system_clock::time_point
    later(std::chrono::system_clock::time_point time, std::chrono::milliseconds by);
FERRULE_FUNCTION() std::optional<std::chrono::year_month_day> birthday(
    std::chrono::duration<double> age);

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_TIME_API_H_
