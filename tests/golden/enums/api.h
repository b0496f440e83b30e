// Enums: scoped and not, IntEnum, nested, with aliases.
#ifndef FERRULE_TESTS_GOLDEN_ENUMS_API_H_
#define FERRULE_TESTS_GOLDEN_ENUMS_API_H_

#include <cstdint>

#include "ferrule/ferrule.h"

namespace golden {

/// What light has.
enum class FERRULE_ENUM() Color { red, green = 5, crimson = red, None };

enum FERRULE_ENUM(base = "IntEnum") Level : std::uint8_t { LOW, HIGH = 255 };

class FERRULE_CLASS() Lamp {
 public:
  enum class State { off, on };

  State state = State::off;
};

FERRULE_FUNCTION() inline Color mixed(Color color, Level level = HIGH) { return level == LOW ? color : Color::red; }

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_ENUMS_API_H_
