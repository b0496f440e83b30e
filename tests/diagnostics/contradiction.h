#include "ferrule/annotations.h"

class FERRULE_CLASS() Box {
 public:
  FERRULE_SKIP() FERRULE_METHOD() void open();
  FERRULE_GETTER() FERRULE_METHOD() int width() const;
};
