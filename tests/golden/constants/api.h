// Constants of the module.
#ifndef FERRULE_TESTS_GOLDEN_CONSTANTS_API_H_
#define FERRULE_TESTS_GOLDEN_CONSTANTS_API_H_

#include <string_view>

#include "ferrule/ferrule.h"

namespace golden {

/// How many.
FERRULE_CONSTANT() inline constexpr int kCount = 3;
FERRULE_CONSTANT(name = RATIO) inline constexpr double kRatio = 0.5;
FERRULE_CONSTANT() inline constexpr std::string_view kName = "name";
FERRULE_CONSTANT() inline const bool kTruth = true;

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_CONSTANTS_API_H_
