#include <memory>
#include <string>

#include "ferrule/annotations.h"

class FERRULE_CLASS() Node {
 public:
  FERRULE_METHOD(returns = owned) Node& root();
  FERRULE_METHOD(returns = reference) std::string& label();
  FERRULE_METHOD(returns = reference) int depth();
  FERRULE_METHOD(returns = borrowed) Node* next();

  FERRULE_FIELD(returns = reference) int value;
};

struct FERRULE_CLASS(properties = all) Tree {
  FERRULE_FIELD(returns = copy) std::unique_ptr<Node> owned;
  FERRULE_FIELD(returns = reference) const Node root;
};

FERRULE_FUNCTION()
int count(FERRULE_ARG(keep_alive = result) const Node& node);
