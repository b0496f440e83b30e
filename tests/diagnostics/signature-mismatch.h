#include "ferrule/annotations.h"
#include "ferrule/fwd.h"

FERRULE_FUNCTION(signature = (a, c))
void f(int a, int b);

FERRULE_FUNCTION(signature = (b, a))
void g(int a, int b);

FERRULE_FUNCTION(signature = (*a, **b))
void h(ferrule::Args a, int b);

class FERRULE_CLASS() Box {
 public:
  FERRULE_METHOD(signature = (self, width)) void resize(int width);
};

FERRULE_FUNCTION()
void rest(ferrule::Args args, int);
