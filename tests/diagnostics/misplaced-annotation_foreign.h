// Where macros on what binds a library cannot stand.
#include "ferrule/ferrule.h"
#include "inputs/library.h"

using Point FERRULE_FUNCTION() = lib::Point;
using lib::measure FERRULE_CLASS();
template <class T>
using Box FERRULE_CLASS() = lib::Box<T>;

struct FERRULE_CLASS(of = lib::Line) Line : lib::Line {
  int length() const FERRULE_METHOD();
};
