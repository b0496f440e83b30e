#include <vector>

#include "ferrule/ferrule.h"

class FERRULE_CLASS() Box {
 private:
  ferrule::Bound<> content_;
};

FERRULE_FUNCTION()
void f(const ferrule::Args& args);

FERRULE_FUNCTION()
ferrule::Kwargs g(ferrule::Python py);

FERRULE_FUNCTION()
void h(std::vector<ferrule::Borrowed<>> items);

FERRULE_FUNCTION()
void twice(ferrule::Args some, ferrule::Args more);
