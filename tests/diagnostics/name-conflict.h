#include "ferrule/annotations.h"

class FERRULE_CLASS() Box {
 public:
  FERRULE_GETTER() int get_width() const;
  int width = 0;
};

FERRULE_FUNCTION(name = Box)
int make_box();

FERRULE_FUNCTION()
void f(FERRULE_ARG(name = b) int a, int b);
