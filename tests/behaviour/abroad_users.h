#ifndef FERRULE_TESTS_BEHAVIOUR_ABROAD_USERS_H_
#define FERRULE_TESTS_BEHAVIOUR_ABROAD_USERS_H_

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"
#include "tests/behaviour/abroad.h"

namespace abroad_users {

using abroad::Crate;
using abroad::Keeper;
using abroad::Point;
using abroad::Session;

// --- Arguments and results ---

FERRULE_FUNCTION() inline Point doubled(const Point& point) { return {2 * point.x, 2 * point.y}; }
FERRULE_FUNCTION() inline void move_on(Point& point, int by = 1) { point.x += by; }
FERRULE_FUNCTION() inline int sum(const std::vector<Point>& points) {
  int sum = 0;
  for (const Point& point : points) sum += point.sum();
  return sum;
}
FERRULE_FUNCTION() inline std::optional<Point> maybe(bool is_there) {
  return is_there ? std::optional(Point(1, 2)) : std::nullopt;
}
FERRULE_FUNCTION() inline std::map<std::string, Point> by_name() {
  return {{"origin", Point()}, {"one", Point(1, 1)}};
}
FERRULE_FUNCTION() inline int first_of(const Point::Pair& pair) { return pair.first; }
FERRULE_FUNCTION() inline Point::Side other(Point::Side side) {
  return side == Point::Side::left ? Point::Side::right : Point::Side::left;
}
FERRULE_FUNCTION() inline abroad::Unit unit_of(int number) {
  return static_cast<abroad::Unit>(number);
}
FERRULE_FUNCTION() inline int number_of(abroad::Unit unit = abroad::Unit::foot) {
  return static_cast<int>(unit);
}
FERRULE_FUNCTION() inline abroad::Right both(abroad::Right a, abroad::Right b) {
  return static_cast<abroad::Right>(static_cast<int>(a) | static_cast<int>(b));
}

FERRULE_FUNCTION() inline int level_of(abroad::Level level = abroad::Level::high) {
  return static_cast<int>(level);
}

// --- Overloads ---

FERRULE_FUNCTION() inline std::string kind(const Point&) { return "Point"; }
FERRULE_FUNCTION() inline std::string kind(abroad::Unit) { return "Unit"; }
FERRULE_FUNCTION() inline std::string kind(int) { return "int"; }

// --- Ownership ---

FERRULE_FUNCTION() inline std::unique_ptr<Crate> pack(const std::string& label) {
  return std::make_unique<Crate>(label);
}
FERRULE_FUNCTION() inline int count_crates() { return Crate::alive; }
FERRULE_FUNCTION() inline std::string unpack(std::unique_ptr<Crate> crate) { return crate->label; }

class FERRULE_CLASS() Pool {
 public:
  std::shared_ptr<Session> open(int number) { return session_ = std::make_shared<Session>(number); }
  std::shared_ptr<Session> last() const { return session_; }
  int level(abroad::Level level = abroad::Level::high) const { return static_cast<int>(level); }
  void take(std::shared_ptr<Session> session) { session_ = std::move(session); }

 private:
  std::shared_ptr<Session> session_;
};

// --- Bases ---

/// Inline, as its base.
class FERRULE_CLASS() Named : public Point {
 public:
  Named(std::string name, int x, int y) : Point(x, y), name(std::move(name)) {}

  std::string name;
};

class FERRULE_CLASS() Parrot : public abroad::Speaker {
 public:
  std::string say(const std::string& word) const override { return word + ", " + word; }
  virtual std::string name() const { return "Polly"; }
};
FERRULE_FUNCTION() inline std::string call(const Parrot& parrot) {
  return parrot.name() + " " + parrot.say("hi");
}
FERRULE_FUNCTION() inline std::unique_ptr<abroad::Speaker> hatch() {
  return std::make_unique<Parrot>();
}

// --- Garbage collection ---

class FERRULE_CLASS() Shelf {
 public:
  void put(const Keeper& keeper, ferrule::Python py) { keepers_.emplace_back(keeper.kept(py)); }
  std::size_t size() const { return keepers_.size(); }

 private:
  std::vector<Keeper> keepers_;
};

}  // namespace abroad_users

#endif  // FERRULE_TESTS_BEHAVIOUR_ABROAD_USERS_H_
