// What docs/annotations.md shows of mistakes.
#include <string>

#include "ferrule/ferrule.h"

// region: shelf
struct FERRULE_CLASS(subclas = False) Shelf {
  FERRULE_METHOD(signature = (index, strict)) std::string at(int index, bool deep) const;
  const char** labels;
};
// end: shelf
