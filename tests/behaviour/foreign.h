// A library bound from outside, by a header of which it knows nothing.
#ifndef FERRULE_TESTS_BEHAVIOUR_FOREIGN_H_
#define FERRULE_TESTS_BEHAVIOUR_FOREIGN_H_

#include <memory>
#include <string>

#include "ferrule/ferrule.h"
#include "tests/behaviour/libraries/shapes.h"

namespace binding {

struct FERRULE_CLASS(of = shapes::Box, name = "Box") BoxOf : shapes::Box {
  using shapes::Box::area FERRULE_GETTER();
  using shapes::Box::get_border FERRULE_GETTER();
  using shapes::Box::height FERRULE_FIELD(readonly);
  using shapes::Box::scaled FERRULE_METHOD(name = "times", signature = (by=2, /));
  using shapes::Box::secret FERRULE_SKIP();
  using shapes::Box::set_border FERRULE_SETTER();

  /// All sides.
  static int perimeter(const shapes::Box& self) FERRULE_METHOD() {
    return 2 * (self.width + self.height);
  }
  static void widen(shapes::Box& self, int by = 1) FERRULE_METHOD() { self.width += by; }
  static int count(const shapes::Box& self) FERRULE_METHOD(name = "__len__") { return self.width; }
  static shapes::Box unit() FERRULE_STATIC() { return shapes::Box(1, 1); }
  static int not_exported() { return 0; }
};

// Out of order: the base comes second.
using Dog FERRULE_CLASS() = shapes::Dog;
using Animal FERRULE_CLASS() = shapes::Animal;
FERRULE_FUNCTION() inline std::string ask(const shapes::Animal& animal) { return animal.twice(); }

using Sealed FERRULE_CLASS(name = "Closed", members = annotated) = shapes::Sealed;
/// Twice the value, and more.
FERRULE_METHOD(name = "doubled")
inline int twice(const shapes::Sealed& self, int plus = 0) { return 2 * self.value() + plus; }
FERRULE_GETTER() inline int value(const shapes::Sealed& self) { return self.value(); }
FERRULE_SETTER() inline void set_value(shapes::Sealed& self, int value) {
  if (value < 0) throw std::invalid_argument("negative");
  self.set(value);
}
FERRULE_FUNCTION() inline shapes::Sealed seal(int value) { return shapes::Sealed(value); }

using Color FERRULE_ENUM() = shapes::Color;
using shapes::add FERRULE_FUNCTION();
using shapes::kSides FERRULE_CONSTANT();
using Trouble FERRULE_EXCEPTION() = shapes::Trouble;

using IntStack FERRULE_CLASS() = shapes::Stack<int>;
typedef shapes::Stack<std::string> TextStack FERRULE_CLASS();

}  // namespace binding

#endif  // FERRULE_TESTS_BEHAVIOUR_FOREIGN_H_
