// C++ may have what it shares longer than the instance that keeps what that points into.
#include <memory>

#include "ferrule/ferrule.h"

struct FERRULE_CLASS(view) Node {
  FERRULE_SKIP() const int* value;
};

FERRULE_FUNCTION() std::shared_ptr<Node> share(const Node& node);
