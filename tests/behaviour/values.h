// Enums and constants. The module has nothing that changes, so it may run in every interpreter.
#ifndef FERRULE_TESTS_BEHAVIOUR_VALUES_H_
#define FERRULE_TESTS_BEHAVIOUR_VALUES_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "ferrule/ferrule.h"

FERRULE_MODULE(interpreters = own_gil);

namespace values {

// --- Enums ---

/// What light has.
enum class FERRULE_ENUM() Color { red, green = 5, blue, crimson = red };

FERRULE_FUNCTION() inline Color same_color(Color color) { return color; }
FERRULE_FUNCTION() inline Color color_of(int value) { return static_cast<Color>(value); }
FERRULE_FUNCTION() inline int value_of(Color color) { return static_cast<int>(color); }
FERRULE_FUNCTION() inline Color default_color(Color color = Color::blue) { return color; }
FERRULE_FUNCTION() inline std::optional<Color> maybe_color(std::optional<Color> color) {
  return color;
}
FERRULE_FUNCTION() inline std::vector<Color> colors(std::vector<Color> colors) { return colors; }

enum FERRULE_ENUM(base = "IntEnum") Level { LOW = -1, HIGH = 10 };

FERRULE_FUNCTION() inline Level same_level(Level level) { return level; }

enum class FERRULE_ENUM() Wide : std::uint64_t { least, most = UINT64_MAX };

FERRULE_FUNCTION() inline Wide same_wide(Wide wide) { return wide; }
FERRULE_FUNCTION() inline Wide wide_of(std::uint64_t value) { return static_cast<Wide>(value); }

enum class FERRULE_ENUM(name = Renamed) Unpleasant : char { a = 'a', hidden FERRULE_SKIP() = 'h' };

struct FERRULE_CLASS() Lamp {
  enum class State { off, on };
  State state = State::off;
};

// --- Constants ---

FERRULE_CONSTANT() inline constexpr int kNumber = -3;
FERRULE_CONSTANT() inline constexpr std::uint64_t kLarge = UINT64_MAX;
FERRULE_CONSTANT(name = RATIO) inline constexpr double kRatio = 0.5;
FERRULE_CONSTANT() inline constexpr bool kTruth = true;
FERRULE_CONSTANT() inline constexpr std::string_view kName = "näme";
FERRULE_CONSTANT() inline constexpr std::string_view kText = "te\0xt";
FERRULE_CONSTANT() inline constexpr Color kColor = Color::green;

}  // namespace values

#endif  // FERRULE_TESTS_BEHAVIOUR_VALUES_H_
