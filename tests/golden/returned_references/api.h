// Results that refer to objects which others keep, and results that are handed over.
#ifndef FERRULE_TESTS_GOLDEN_RETURNED_REFERENCES_API_H_
#define FERRULE_TESTS_GOLDEN_RETURNED_REFERENCES_API_H_

#include <string>

#include "ferrule/ferrule.h"

#if defined(__clang__)
#define LIFETIME_BOUND [[clang::lifetimebound]]
#else
#define LIFETIME_BOUND
#endif

namespace golden {

struct FERRULE_CLASS() Node {
  int value = 0;
};

class FERRULE_CLASS() Tree {
 public:
  FERRULE_METHOD(returns = reference) Node& root() { return root_; }
  FERRULE_METHOD(returns = reference) const Node* find(int value) const {
    return root_.value == value ? &root_ : nullptr;
  }
  FERRULE_METHOD(returns = copy) Node& copied() { return root_; }
  FERRULE_METHOD(returns = copy) const Node* copied_if(bool is_there) const {
    return is_there ? &root_ : nullptr;
  }
  FERRULE_METHOD(returns = owned) Node* grow() const { return new Node(root_); }
  FERRULE_GETTER(returns = copy) std::string& name() { return name_; }
  Node& bound() LIFETIME_BOUND { return root_; }

 private:
  Node root_;
  std::string name_;
};

FERRULE_FUNCTION() inline Node& root_of(Tree& tree LIFETIME_BOUND) { return tree.root(); }
FERRULE_FUNCTION(returns = reference)
inline Node& first(FERRULE_ARG(keep_alive = result) Node& a,
                   FERRULE_ARG(keep_alive = result) Node& b) {
  return a.value <= b.value ? a : b;
}

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_RETURNED_REFERENCES_API_H_
