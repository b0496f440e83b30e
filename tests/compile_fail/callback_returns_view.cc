// error: what points into a Python object cannot be returned
#include "ferrule/convert/function.h"
#include "ferrule/ferrule.h"

auto Mistake(ferrule::Bound<> object) {
  return object.extract<std::function<std::string_view()>>();
}
