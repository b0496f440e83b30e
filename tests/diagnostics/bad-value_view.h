#include <list>
#include <memory>
#include <vector>

#include "ferrule/annotations.h"

struct FERRULE_CLASS() Record {
  FERRULE_FIELD(view) int number;
  FERRULE_FIELD(view = True) std::list<int> numbers;
  FERRULE_METHOD(returns = view) std::vector<int> copied();
  FERRULE_METHOD(returns = view) int& counter();
  FERRULE_METHOD(returns = reference) std::vector<int>& all();
  std::vector<int>& unsaid();
  FERRULE_FIELD(view) int grid[2][3];
};
