#include <string_view>
#include <vector>

#include "ferrule/annotations.h"

class FERRULE_CLASS() Label {
 public:
  std::string_view text;
  std::vector<std::string_view> lines;
};
