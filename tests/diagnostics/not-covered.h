// What the design has and this version has not: each says so.
#include "ferrule/annotations.h"

template <class T>
class Mixin {};

class FERRULE_CLASS(frozen, weakref = true) Point {
 public:
  bool operator==(const Point& other) const;
  explicit operator bool() const;
  static int count;
  FERRULE_METHOD(name = "__len__") int size() const;
};

class FERRULE_CLASS() Derived : public Mixin<Derived> {};

struct alignas(64) FERRULE_CLASS() Wide {};

FERRULE_FUNCTION(detach)
void wait();

namespace FERRULE_NAMESPACE(submodule = deep) deep {}
