// What the design has and this version has not: each says so.
#include "ferrule/annotations.h"

template <class T>
class Mixin {};

class FERRULE_CLASS(weakref = true) Point {
 public:
  static int count;
};

class FERRULE_CLASS() Derived : public Mixin<Derived> {};

struct alignas(64) FERRULE_CLASS() Wide {};

FERRULE_FUNCTION(detach)
void wait();

namespace FERRULE_NAMESPACE(submodule = deep) deep {}
