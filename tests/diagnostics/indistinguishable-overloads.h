#include <optional>

#include "ferrule/annotations.h"

class FERRULE_CLASS() Box {
 public:
  Box();
  void put(const Box* other);
  void put(std::optional<Box> other);
  void move(int right);
  void move(int right, int up = 0);
};

namespace shapes {
FERRULE_FUNCTION() int stretch(int width);
}
namespace bodies {
FERRULE_FUNCTION() int stretch(int depth);
}
