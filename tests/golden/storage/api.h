// Classes whose objects do not stand in their instances.
#ifndef FERRULE_TESTS_GOLDEN_STORAGE_API_H_
#define FERRULE_TESTS_GOLDEN_STORAGE_API_H_

#include <utility>

#include "ferrule/ferrule.h"

namespace golden {

class FERRULE_CLASS(storage = heap) Widget {
 public:
  explicit Widget(int size = 1) : size(size) {}
  int area() const { return size * size; }

  int size;
};

/// Its calls are counted for the sake of the garbage collector, too.
class FERRULE_CLASS(storage = heap, subclass = False) Box {
 public:
  explicit Box(ferrule::Py<> content) : content_(std::move(content)) {}
  void swap_with(Box& other) { std::swap(content_, other.content_); }

 private:
  ferrule::Py<> content_;
};

class FERRULE_CLASS(storage = shared) Session {
 public:
  Session() = default;
  void hold(ferrule::Py<> object) { held_ = std::move(object); }
  bool holds(const Session&) const { return static_cast<bool>(held_); }

 private:
  ferrule::Py<> held_;
};

FERRULE_FUNCTION() inline Widget twice(const Widget& widget, int times = 2) {
  return Widget(widget.size * times);
}
FERRULE_FUNCTION() inline void reset(Widget* widget) {
  if (widget != nullptr) widget->size = 0;
}
FERRULE_FUNCTION() inline Session open(int) { return Session(); }

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_STORAGE_API_H_
