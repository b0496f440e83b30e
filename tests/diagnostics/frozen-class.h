#include <memory>

#include "ferrule/ferrule.h"

struct FERRULE_CLASS(frozen) Point {
  int x;
  FERRULE_FIELD(readonly = False) int y;

  void move(int dx, int dy);
  FERRULE_GETTER() int length();
  FERRULE_SETTER() void set_length(int to);
  int& at(int i);
  const int& at(int i) const;
  Point& operator+=(const Point& other);
  FERRULE_SKIP() void reset();
};

FERRULE_FUNCTION() void shift(Point& point);
FERRULE_FUNCTION() void grow(const Point& by, Point* point);

class FERRULE_CLASS(frozen, borrow_checked) Given {};
FERRULE_FUNCTION() void take(std::unique_ptr<Given> given);

class FERRULE_CLASS() Base {};
class FERRULE_CLASS(frozen) Derived : public Base {};
class FERRULE_CLASS() MoreDerived : public Derived {};
