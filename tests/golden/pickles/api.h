// Objects that are made anew of their state, or of their fields.
#ifndef FERRULE_TESTS_GOLDEN_PICKLES_API_H_
#define FERRULE_TESTS_GOLDEN_PICKLES_API_H_

#include <string>

#include "ferrule/ferrule.h"

namespace golden {

/// By a pair of functions.
class FERRULE_CLASS() Counter {
 public:
  explicit Counter(int count) : count_(count) {}
  FERRULE_METHOD(name = "__getstate__") int state() const { return count_; }
  FERRULE_INIT(name = "__setstate__") static Counter restored(int state) { return Counter(state); }

 private:
  int count_;
};

/// By its fields, where Python may not derive from it.
struct FERRULE_CLASS(init = fields, subclass = False, weakref = True) Point {
  int x;
  int y = 0;
};

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_PICKLES_API_H_
