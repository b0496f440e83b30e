// error: what this type points to is gone when extract returns
#include "ferrule/buffer.h"
#include "ferrule/ferrule.h"

std::vector<ferrule::Buffer<int>> Keep(const ferrule::Bound<>& object) {
  return object.extract<std::vector<ferrule::Buffer<int>>>();
}
