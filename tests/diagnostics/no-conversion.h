#include <bitset>
#include <mutex>

#include "ferrule/annotations.h"

class FERRULE_CLASS() Client {
 public:
  void watch(void* context);
  std::mutex guard;
};

FERRULE_FUNCTION()
std::bitset<8> flags();
