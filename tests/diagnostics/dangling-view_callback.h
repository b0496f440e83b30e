#include <functional>
#include <string_view>

#include "ferrule/annotations.h"

FERRULE_FUNCTION() void print(std::function<std::string_view(int)> name_of);

class FERRULE_CLASS() Printer {
 public:
  std::function<std::string_view(int)> name_of;
};
