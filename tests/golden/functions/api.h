// Free functions: comments become docstrings, and each number of arguments has the entry that suits it.
#ifndef FERRULE_TESTS_GOLDEN_FUNCTIONS_API_H_
#define FERRULE_TESTS_GOLDEN_FUNCTIONS_API_H_

#include <cstdint>

#include "ferrule/ferrule.h"

namespace golden {

/// Does nothing, and cannot throw.
FERRULE_FUNCTION() inline void nothing() noexcept {}

/// Adds one.
///
/// The comment goes on here.
FERRULE_FUNCTION() inline std::int64_t add_one(std::int64_t x) { return x + 1; }

FERRULE_FUNCTION() inline double scale(double factor, float by, bool negate) noexcept {
  return negate ? -factor * by : factor * by;
}

/// Without a name, the parameter is positional-only.
FERRULE_FUNCTION() inline unsigned char low_byte(unsigned long long) { return 0; }

/// Another name for Python.
FERRULE_FUNCTION(name = "renamed") inline int unpleasant_name(int from, int lambda) { return from + lambda; }

/// Not bound.
inline void not_annotated() {}

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_FUNCTIONS_API_H_
