#include "ferrule/annotations.h"

enum class FERRULE_ENUM(base = "Flag") Signed { one = 1, all = -1 };

enum class FERRULE_ENUM(base = "Flag") Holes : unsigned { one = 1, mixed = 6 };

enum class FERRULE_ENUM(base = "Flag", invalid = keep) Kept : unsigned { one = 1, mixed = 6 };

class FERRULE_CLASS() Limits {
 public:
  static int changing;
  static constexpr int kMost = 3;
};
