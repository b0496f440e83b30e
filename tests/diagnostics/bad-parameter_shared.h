#include <memory>

#include "ferrule/annotations.h"

class FERRULE_CLASS() Page {};

class FERRULE_CLASS() Cursor {
 public:
  explicit Cursor(FERRULE_ARG(keep_alive = self) const Page& page);
  void repeat(FERRULE_ARG(keep_alive = self) int count);
};

FERRULE_FUNCTION()
std::shared_ptr<Cursor> next(FERRULE_ARG(keep_alive = self) const Page& page);
