// Functions that are to be methods, and take no object.
#include "ferrule/ferrule.h"
#include "inputs/library.h"

using Point FERRULE_CLASS() = lib::Point;

FERRULE_METHOD() int norm(int x);
FERRULE_GETTER() int y(const lib::Line& line);
FERRULE_METHOD() int length(lib::Point* self);

struct FERRULE_CLASS(of = lib::Line) Line : lib::Line {
  static int ends(const lib::Point& self) FERRULE_METHOD();
};
