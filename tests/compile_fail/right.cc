// compiles
#include <vector>

#include "ferrule/ferrule.h"

std::vector<ferrule::Py<>> Make(int count, const ferrule::Py<>& first);

void NoMistake(ferrule::Python py, ferrule::Bound<ferrule::Dict> dict, int offset) {
  ferrule::Py<> object = dict;
  const ferrule::Py<> clone = object.clone_ref(py);
  py.detach(Make, 2, object);
  py.detach([](int a, int b) { return a + b; }, 1, 2);
  py.detach([=] { return offset + 1; });
  dict.set_item("key", object);
}
