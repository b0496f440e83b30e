#include "ferrule/annotations.h"

class FERRULE_CLASS() Box {
  FERRULE_METHOD() void open();
  FERRULE_FIELD() int width = 0;

 protected:
  class FERRULE_CLASS() Lid {};
};
