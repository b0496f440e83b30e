// What is returned by value points into an argument all the same.
#include "ferrule/ferrule.h"

struct FERRULE_CLASS() Node {
  FERRULE_SKIP() const int* value;
};

struct FERRULE_CLASS() Tree {
  Node root() const [[clang::lifetimebound]];
};

FERRULE_FUNCTION() Node root_of(const Tree& tree [[clang::lifetimebound]]);
FERRULE_FUNCTION() Node first_of(FERRULE_ARG(keep_alive = result) const Tree& tree);
