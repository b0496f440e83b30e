// What the module `abroad` binds, for `abroad_users`, which is built separately, to use.
#ifndef FERRULE_TESTS_BEHAVIOUR_ABROAD_H_
#define FERRULE_TESTS_BEHAVIOUR_ABROAD_H_

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

namespace abroad {

enum class FERRULE_ENUM() Unit { metre, foot FERRULE_CONSTANT(name = FOOT), hidden FERRULE_SKIP() };
enum class FERRULE_ENUM(base = "Flag") Right : unsigned char { read = 1, write = 2 };
enum class FERRULE_ENUM(base = "IntEnum") Level { low, high = 9 };

/// In its instance.
class FERRULE_CLASS() Point {
 public:
  Point() = default;
  Point(int x, int y) : x(x), y(y) {}

  int sum() const { return x + y; }

  int x = 0;
  int y = 0;

  struct Pair {
    int first = 1;
  };
  enum class Side { left, right };
};

/// Given away and taken back.
class FERRULE_CLASS(storage = heap) Crate {
 public:
  explicit Crate(std::string label) : label(std::move(label)) { ++alive; }
  Crate(const Crate&) = delete;
  ~Crate() { --alive; }

  std::string label;

  static inline int alive FERRULE_SKIP() = 0;
};
FERRULE_FUNCTION() inline int count_crates() { return Crate::alive; }

/// Shared.
class FERRULE_CLASS(storage = shared) Session {
 public:
  explicit Session(int number) : number(number) {}
  Session(const Session&) = delete;

  int number;
};

/// Python overrides what it says, also in the users' modules.
class FERRULE_CLASS() Speaker {
 public:
  Speaker() = default;
  Speaker(const Speaker&) = delete;
  virtual ~Speaker() = default;
  virtual std::string say(const std::string& word) const { return "speaker: " + word; }
};
FERRULE_FUNCTION() inline std::string listen(const Speaker& speaker) {
  return speaker.say("hello");
}

/// Keeps a Python object.
class FERRULE_CLASS() Keeper {
 public:
  explicit Keeper(ferrule::Py<> kept) : kept_(std::move(kept)) {}

  FERRULE_GETTER() ferrule::Py<> kept(ferrule::Python py) const { return kept_.clone_ref(py); }

 private:
  ferrule::Py<> kept_;
};

}  // namespace abroad

#endif  // FERRULE_TESTS_BEHAVIOUR_ABROAD_H_
