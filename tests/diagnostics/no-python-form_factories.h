#include <memory>
#include <optional>

#include "ferrule/annotations.h"

class FERRULE_CLASS() Widget {
 public:
  FERRULE_INIT() static Widget* make();
  FERRULE_INIT() static std::optional<Widget> parse(const char* text);
  FERRULE_INIT() static int count();
  FERRULE_INIT() static const Widget& global();
};

class FERRULE_CLASS() Gadget : public Widget {
 public:
  FERRULE_INIT() static Widget plain();
};
