// Flags, and enums that keep values without an enumerator; constants of a class.
#ifndef FERRULE_TESTS_GOLDEN_FLAGS_API_H_
#define FERRULE_TESTS_GOLDEN_FLAGS_API_H_

#include "ferrule/ferrule.h"

namespace golden {

enum class FERRULE_ENUM(base = "Flag") Access : unsigned {
  /// To look.
  kRead = 1,
  kWrite = 2,
  kBoth = 3,
};

enum class FERRULE_ENUM(base = "IntFlag") Mode { kAppend = 1 };

enum class FERRULE_ENUM(invalid = keep) Opcode : unsigned char { kNop, kJump };

FERRULE_FUNCTION() inline Opcode open(Access access = Access::kBoth, Mode mode = Mode::kAppend) {
  return access == Access::kBoth && mode == Mode::kAppend ? Opcode::kJump : Opcode::kNop;
}

class FERRULE_CLASS() Limits {
 public:
  static constexpr int kMost = 7;
};

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_FLAGS_API_H_
