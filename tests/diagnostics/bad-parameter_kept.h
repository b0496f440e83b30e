#include <string>
#include <vector>

#include "ferrule/annotations.h"

class FERRULE_CLASS() Node {};

FERRULE_FUNCTION(returns = reference)
Node* find(FERRULE_ARG(keep_alive = result) const std::vector<Node>& nodes);

FERRULE_FUNCTION(returns = reference)
Node* parent(FERRULE_ARG(keep_alive = result) Node* node = nullptr);
