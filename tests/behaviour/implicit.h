// Parameters of classes that take more than instances, and classes that are made of their fields.
#ifndef FERRULE_TESTS_BEHAVIOUR_IMPLICIT_H_
#define FERRULE_TESTS_BEHAVIOUR_IMPLICIT_H_

#include <atomic>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

namespace implicit {

inline std::atomic<int> alive_count{0};

class Alive {
 public:
  Alive() { ++alive_count; }
  Alive(const Alive&) { ++alive_count; }
  Alive& operator=(const Alive&) = default;
  ~Alive() { --alive_count; }
};

FERRULE_FUNCTION() inline int alive() { return alive_count; }

// --- Conversions that a constructor allows ---

class FERRULE_CLASS() Meters {
 public:
  FERRULE_INIT(implicit) Meters(double value, int scale = 1) : value(value * scale) {
    if (value < 0) throw std::invalid_argument("negative length");
  }

  bool is_longer_than(const Meters& other) const { return value > other.value; }

  double value;

 private:
  Alive alive_;
};

FERRULE_FUNCTION() inline double by_const_ref(const Meters& length) { return length.value; }
FERRULE_FUNCTION() inline double by_value(Meters length) { return length.value; }
FERRULE_FUNCTION() inline double both(const Meters& first, const Meters& second) {
  return first.value + second.value;
}
FERRULE_FUNCTION() inline double with_default(int number, const Meters& length = 3.0) {
  return number + length.value;
}
FERRULE_FUNCTION() inline double does_not_throw(const Meters& length) noexcept {
  return length.value;
}
// Where C++ may write, only instances will do.
FERRULE_FUNCTION() inline void by_ref(Meters& length) { length.value += 1; }
FERRULE_FUNCTION() inline double by_pointer(const Meters* length) {
  return length == nullptr ? 0 : length->value;
}
FERRULE_FUNCTION() inline double total(const std::vector<Meters>& lengths) {
  double sum = 0;
  for (const Meters& length : lengths) sum += length.value;
  return sum;
}

/// Made of Meters, and so of no float: never two conversions in a row.
class FERRULE_CLASS() Path {
 public:
  FERRULE_INIT(implicit) explicit Path(const Meters& length) : length(length.value) {}
  double length;
};

FERRULE_FUNCTION() inline double length_of(const Path& path) { return path.length; }

/// Shows what it was made of, which lives as long as the call.
class FERRULE_CLASS() Label {
 public:
  FERRULE_INIT(implicit) Label(FERRULE_ARG(transient) std::u16string_view text) : text_(text) {}
  FERRULE_SKIP() std::u16string_view text() const { return text_; }

 private:
  std::u16string_view text_;
};

FERRULE_FUNCTION() inline std::u16string shout(const Label& label) {
  return std::u16string(label.text()) + u"!";
}

/// Can be given away, but not by what was made for a call.
class FERRULE_CLASS() Ticket {
 public:
  FERRULE_INIT(implicit) explicit Ticket(int number) : number(number) {}
  int number;

 private:
  Alive alive_;
};

FERRULE_FUNCTION() inline int take(std::unique_ptr<Ticket> ticket) { return ticket->number; }
FERRULE_FUNCTION() inline int read(const Ticket& ticket, ferrule::Borrowed<> callable) {
  callable();
  return ticket.number;
}

// --- Classes made of their fields ---

/// A place.
struct FERRULE_CLASS(init = fields, from_dict) Point {
  double x;
  double y = 0.5;
  std::string name{"origin"};
  std::vector<int> tags = {};
};

FERRULE_FUNCTION() inline std::string show(const Point& point) {
  return point.name + "(" + std::to_string(point.x) + ", " + std::to_string(point.y) + ")";
}
FERRULE_FUNCTION() inline Point moved(Point point, double by) {
  point.x += by;
  return point;
}
FERRULE_FUNCTION() inline double sum_x(const std::vector<Point>& points) {
  double sum = 0;
  for (const Point& point : points) sum += point.x;
  return sum;
}

inline int answer() { return 42; }

/// What has no default behind it has none itself.
struct FERRULE_CLASS(init = fields, name = Options) Settings {
  int level = 1;
  std::optional<int> limit;
  int computed = answer();
  FERRULE_FIELD(name = loud) bool is_loud = true;
  FERRULE_SKIP() const char** hidden = nullptr;
  int late = 7;
};

/// On the heap, and holds a reference.
struct FERRULE_CLASS(init = fields, storage = heap) Box {
  ferrule::Py<> content;
  FERRULE_SKIP() Alive alive;
};

}  // namespace implicit

#endif  // FERRULE_TESTS_BEHAVIOUR_IMPLICIT_H_
