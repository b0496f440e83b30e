#include "ferrule/annotations.h"

class FERRULE_CLASS() Box {
 public:
  FERRULE_FUNCTION() void open();
  FERRULE_GETTER() int width = 0;
};

FERRULE_FUNCTION()
void paint(FERRULE_FIELD() int color);
