// A live container hands out objects itself, and does not know what they point into.
#include <vector>

#include "ferrule/ferrule.h"

struct FERRULE_CLASS(view) Node {
  FERRULE_SKIP() const int* value;
};

struct FERRULE_CLASS() Tree {
  FERRULE_FIELD(view) std::vector<Node> nodes;
  std::vector<Node> snapshot;
  FERRULE_METHOD(returns = view) std::vector<Node>& all();
};
