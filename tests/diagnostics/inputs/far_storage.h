#include <memory>

#include "far.h"

FERRULE_FUNCTION() void take(std::unique_ptr<Far> far);

class FERRULE_CLASS() Near : public Far {
 public:
  virtual void approach() {}
};
