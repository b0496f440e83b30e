// A library that nobody may edit, bound from outside: by aliases, by using-declarations, and by a
// class that stands for another.
#ifndef FERRULE_TESTS_GOLDEN_FOREIGN_API_H_
#define FERRULE_TESTS_GOLDEN_FOREIGN_API_H_

#include "api_lib.h"
#include "ferrule/ferrule.h"

namespace api {

using Clock FERRULE_CLASS() = lib::Clock;
using Zone FERRULE_ENUM() = lib::Zone;
using lib::wrap FERRULE_FUNCTION();

struct FERRULE_CLASS(of = lib::Timer, members = annotated) Timer : lib::Timer {
  using lib::Timer::left FERRULE_GETTER();
  using lib::Timer::start FERRULE_METHOD(signature = (seconds, /));
  /// Starts with some minutes.
  static void start_minutes(lib::Timer& self, int minutes) FERRULE_METHOD() {
    self.start(60 * minutes);
  }
};

/// Whether it is before noon.
FERRULE_METHOD()
inline bool is_morning(const lib::Clock& self) { return self.hours() < 12; }

}  // namespace api

#endif  // FERRULE_TESTS_GOLDEN_FOREIGN_API_H_
