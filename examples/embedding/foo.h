// What the embedded interpreter imports as `foo`.
#ifndef FERRULE_EXAMPLES_EMBEDDING_FOO_H_
#define FERRULE_EXAMPLES_EMBEDDING_FOO_H_

#include <cstdint>

#include "ferrule/ferrule.h"

namespace foo {

/// Adds one.
FERRULE_FUNCTION()
inline std::int64_t add_one(std::int64_t x) { return x + 1; }

}  // namespace foo

#endif  // FERRULE_EXAMPLES_EMBEDDING_FOO_H_
