#include "ferrule/annotations.h"

class FERRULE_CLASS() Box {
 public:
  FERRULE_GETTER() int get_width(int unit) const;
  FERRULE_GETTER() void area() const;
  FERRULE_SETTER() void set_width(int value, int unit);
  FERRULE_SETTER() void set_height(int value);
};
