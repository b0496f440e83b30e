// Smart pointers to bound classes give objects away, and share them.
#ifndef FERRULE_TESTS_GOLDEN_POINTERS_API_H_
#define FERRULE_TESTS_GOLDEN_POINTERS_API_H_

#include <memory>
#include <vector>

#include "ferrule/ferrule.h"

namespace golden {

struct FERRULE_CLASS() Widget {
  int size = 1;
};

FERRULE_FUNCTION() inline std::unique_ptr<Widget> make() { return std::make_unique<Widget>(); }
FERRULE_FUNCTION() inline int take(std::unique_ptr<Widget> widget, int number) {
  return widget->size + number;
}
FERRULE_FUNCTION() inline void take_all(std::vector<std::unique_ptr<Widget>>) {}
FERRULE_FUNCTION() inline int look(const Widget& widget) { return widget.size; }

struct FERRULE_CLASS() Node {
  std::shared_ptr<Node> next;
  std::weak_ptr<Node> previous;
  ferrule::Py<> held;
};

FERRULE_FUNCTION() inline std::shared_ptr<const Node> same(const std::shared_ptr<Node>& node) {
  return node;
}
FERRULE_FUNCTION() inline bool is_alive(std::weak_ptr<Node> node = {}) { return !node.expired(); }

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_POINTERS_API_H_
