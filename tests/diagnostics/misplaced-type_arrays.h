#include <vector>

#include "ferrule/buffer.h"
#include "ferrule/ferrule.h"

FERRULE_FUNCTION() ferrule::Buffer<double> result();
FERRULE_FUNCTION() void elements(std::vector<ferrule::Buffer<const int, 2>> values);

class FERRULE_CLASS() Image {
 public:
  ferrule::Buffer<float> pixels;
};
