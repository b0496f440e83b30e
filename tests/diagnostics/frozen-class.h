#include <memory>
#include <vector>

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

struct FERRULE_CLASS() Part {
  int size;
};
struct FERRULE_CLASS(frozen) Whole {
  FERRULE_FIELD(view) std::vector<int> items;
  FERRULE_FIELD(view) const std::vector<int> fixed;
  FERRULE_FIELD(returns = reference) Part part;
  Part copied;

  FERRULE_METHOD(returns = reference) const Part& first() const;
  FERRULE_METHOD(returns = view) std::vector<int>& all() const;
  FERRULE_METHOD(name = shown, returns = view) const std::vector<int>& all_of_it() const;
};
