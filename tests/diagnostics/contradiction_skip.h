#include "ferrule/annotations.h"

FERRULE_SKIP() FERRULE_FUNCTION() void open(void (*callback)());

class FERRULE_SKIP() FERRULE_CLASS() Box {
 public:
  union { int width; float weight; } size;
  FERRULE_METHOD(colour = red) void close(void (*callback)());
};

enum class FERRULE_ENUM() FERRULE_SKIP() Color { red };

FERRULE_SKIP() FERRULE_CONSTANT() inline constexpr int kSides = 6;
