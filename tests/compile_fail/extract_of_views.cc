// error: what this type points to is gone when extract returns
#include <string_view>
#include <vector>

#include "ferrule/ferrule.h"

auto Mistake(ferrule::Bound<> object) { return object.extract<std::vector<std::string_view>>(); }
