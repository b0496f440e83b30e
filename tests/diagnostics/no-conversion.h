#include <map>

#include "ferrule/annotations.h"

class FERRULE_CLASS() Client {
 public:
  void watch(void (*callback)(int));
  long double ratio = 1;
};

FERRULE_FUNCTION()
std::map<int, int> histogram();
