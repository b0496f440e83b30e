#include "ferrule/annotations.h"

class FERRULE_CLASS() Node {
 public:
  FERRULE_STATIC(returns = reference) static Node& root();
};

FERRULE_FUNCTION(returns = reference)
const Node* find(int value, const Node& tree);
