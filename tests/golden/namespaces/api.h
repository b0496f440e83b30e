// Python sees no namespaces: only names.
#ifndef FERRULE_TESTS_GOLDEN_NAMESPACES_API_H_
#define FERRULE_TESTS_GOLDEN_NAMESPACES_API_H_

#include "ferrule/ferrule.h"

namespace golden {

FERRULE_FUNCTION() inline int outer() { return 1; }

namespace inner {

struct FERRULE_CLASS() Thing {
  int value = 2;
};

namespace innermost {

FERRULE_FUNCTION() inline Thing make() { return Thing(); }

}  // namespace innermost
}  // namespace inner

inline namespace version_2 {

FERRULE_FUNCTION() inline int current() { return 2; }

}  // namespace version_2

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_NAMESPACES_API_H_
