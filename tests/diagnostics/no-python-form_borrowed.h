// Who has a part of an object uses the whole, and would not borrow it.
#include <vector>

#include "ferrule/ferrule.h"

struct FERRULE_CLASS() Part {
  int size;
};

struct FERRULE_CLASS(borrow_checked) Whole {
  Part live;
  FERRULE_FIELD(returns = copy) Part copied;
  FERRULE_FIELD(view) std::vector<int> items;
  std::vector<int> snapshot;

  FERRULE_METHOD(returns = reference) Part& part();
  FERRULE_METHOD(returns = view) std::vector<int>& all();
  FERRULE_METHOD(returns = copy) Part& copy();
};

FERRULE_FUNCTION(returns = reference) Part& part_of(FERRULE_ARG(keep_alive = result) Whole& whole);
