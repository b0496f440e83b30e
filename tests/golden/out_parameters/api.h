// Parameters that C++ fills in, and what else FERRULE_ARG says.
#ifndef FERRULE_TESTS_GOLDEN_OUT_PARAMETERS_API_H_
#define FERRULE_TESTS_GOLDEN_OUT_PARAMETERS_API_H_

#include <string>

#include "ferrule/ferrule.h"

namespace golden {

FERRULE_FUNCTION() inline void one(int a, FERRULE_ARG(out) int& doubled) { doubled = 2 * a; }

/// Behind a default: the glue has to know it.
FERRULE_FUNCTION()
inline bool several(const std::string& text, int base = 10, FERRULE_ARG(out) int* value = nullptr,
                    FERRULE_ARG(out) std::string* rest = nullptr) {
  *value = base;
  *rest = text;
  return true;
}

FERRULE_FUNCTION()
inline double exact(FERRULE_ARG(noconvert) double value, FERRULE_ARG(nullable) const char* text) {
  return text == nullptr ? value : 0;
}

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_OUT_PARAMETERS_API_H_
