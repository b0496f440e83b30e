#include "ferrule/annotations.h"

class FERRULE_CLASS() Point {
 public:
  Point();
  Point(int x, int y);
  void move(int dx);
  void move(int dx, int dy);
};

FERRULE_FUNCTION()
int twice(int x);
FERRULE_FUNCTION()
double twice(double x);
