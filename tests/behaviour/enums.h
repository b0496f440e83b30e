#ifndef FERRULE_TESTS_BEHAVIOUR_ENUMS_H_
#define FERRULE_TESTS_BEHAVIOUR_ENUMS_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ferrule/ferrule.h"

namespace enums {

/// Who may do what.
enum class FERRULE_ENUM(base = "Flag") Permission : std::uint8_t {
  /// To look.
  read = 1,
  write = 2,
  execute = 4,  ///< To run.
  all = 7,
  everything = 7,
};

FERRULE_FUNCTION() inline Permission both(Permission a, Permission b) {
  return static_cast<Permission>(static_cast<int>(a) | static_cast<int>(b));
}
FERRULE_FUNCTION() inline int bits_of(Permission permission = Permission::all) {
  return static_cast<int>(permission);
}
FERRULE_FUNCTION() inline Permission permission_of(int bits) {
  return static_cast<Permission>(bits);
}
FERRULE_FUNCTION() inline std::vector<Permission> each_of(
    const std::vector<Permission>& permissions) {
  return permissions;
}
FERRULE_FUNCTION()
inline int with_default(Permission permission = static_cast<Permission>(3)) {
  return static_cast<int>(permission);
}

/// Bits that others define too.
enum FERRULE_ENUM(base = "IntFlag") Mode : std::uint32_t {
  EMPTY = 0,
  APPEND = 8,
  TRUNCATE = 16,
  HIGHEST = 0x80000000
};

FERRULE_FUNCTION() inline Mode same_mode(Mode mode = APPEND) { return mode; }
FERRULE_FUNCTION() inline Mode mode_of(std::uint32_t bits) { return static_cast<Mode>(bits); }

enum class FERRULE_ENUM(base = "IntFlag", invalid = refuse) Strict : std::uint8_t {
  one = 1,
  two = 2
};

FERRULE_FUNCTION() inline Strict strict_of(int bits) { return static_cast<Strict>(bits); }
FERRULE_FUNCTION() inline int bits_of_strict(Strict bits) { return static_cast<int>(bits); }

enum class FERRULE_ENUM(base = "Flag", invalid = keep) Loose : std::uint8_t { one = 1, mixed = 12 };

FERRULE_FUNCTION() inline Loose same_loose(Loose bits) { return bits; }
FERRULE_FUNCTION() inline Loose loose_of(int bits) { return static_cast<Loose>(bits); }

/// What came over the wire, which may be younger than this.
enum class FERRULE_ENUM(invalid = keep) Opcode : std::int8_t { nop = 0, jump = 1, trap = -1 };

FERRULE_FUNCTION() inline Opcode opcode_of(int number) { return static_cast<Opcode>(number); }
FERRULE_FUNCTION() inline int number_of(Opcode opcode) { return static_cast<int>(opcode); }
FERRULE_FUNCTION() inline std::vector<Opcode> reversed(std::vector<Opcode> opcodes) {
  return {opcodes.rbegin(), opcodes.rend()};
}

enum class FERRULE_ENUM() Colour { red, green = 5 };
FERRULE_FUNCTION() inline std::string which(Opcode) { return "Opcode"; }
FERRULE_FUNCTION() inline std::string which(Colour) { return "Colour"; }
FERRULE_FUNCTION() inline std::string which(std::string_view) { return "str"; }

class FERRULE_CLASS() Limits {
 public:
  /// The most that there may be.
  static constexpr int kMost = 7;
  static const std::string kName;
  static constexpr Colour kColour = Colour::green;
  static constexpr double kHalf FERRULE_CONSTANT(name = HALF) = 0.5;
  static int changing FERRULE_SKIP();

  static int most() { return kMost; }
};
inline const std::string Limits::kName = "limits";

class FERRULE_CLASS() Tighter : public Limits {
 public:
  static constexpr int kMost = 3;
};

}  // namespace enums

#endif  // FERRULE_TESTS_BEHAVIOUR_ENUMS_H_
