// Objects that are parts of others, and what refers to them.
#ifndef FERRULE_TESTS_BEHAVIOUR_PARTS_H_
#define FERRULE_TESTS_BEHAVIOUR_PARTS_H_

#include <list>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

namespace parts {

// Counts the objects that there are.
inline int count = 0;
struct Counted {
  Counted() { ++count; }
  Counted(const Counted&) { ++count; }
  Counted& operator=(const Counted&) = default;
  ~Counted() { --count; }
};

FERRULE_FUNCTION() inline int alive() { return count; }

struct FERRULE_CLASS() Point : Counted {
  Point(double x = 0, double y = 0) : x(x), y(y) {}
  double sum() const { return x + y; }
  void scale(double factor) {
    x *= factor;
    y *= factor;
  }
  double x;
  double y;
};

// Smaller than what an instance has to remember of an owner.
struct FERRULE_CLASS(subclass = False) Flag {
  char letter = 'a';
};

// Cannot be assigned, and not be copied either.
class FERRULE_CLASS() Lock {
 public:
  Lock() = default;
  Lock(const Lock&) = delete;
  int count() const { return count_; }
  void lock() { ++count_; }

 private:
  int count_ = 0;
};

struct FERRULE_CLASS() Line {
  Line() = default;
  Line(const Point& start, const Point& end) : start(start), end(end) {}
  Point start;
  Point end;
  const Point origin{7, 8};
  FERRULE_FIELD(readonly) Point middle;
  FERRULE_FIELD(readonly, returns = reference) Point shown;
  FERRULE_FIELD(returns = copy) Point copied;
  std::optional<Point> maybe;
  Flag flag;
};

// A part of a part.
struct FERRULE_CLASS() Drawing {
  Line line;
  Lock lock;
};

// What can be given away.
struct FERRULE_CLASS() Crate {
  Point corner;
  Line line;
  virtual ~Crate() = default;
};
FERRULE_FUNCTION() inline void sink(std::unique_ptr<Crate> crate) { crate.reset(); }
FERRULE_FUNCTION() inline std::unique_ptr<Crate> hand_back(std::unique_ptr<Crate> crate) {
  return crate;
}
FERRULE_FUNCTION() inline double use_both(const Point& point, std::unique_ptr<Crate> crate) {
  crate.reset();
  return point.x;
}

// What is shared.
struct FERRULE_CLASS() Sheet {
  Point corner;
};
FERRULE_FUNCTION() inline std::shared_ptr<Sheet> share(std::shared_ptr<Sheet> sheet) {
  return sheet;
}

// Parts that cannot leave what they are part of.
struct FERRULE_CLASS(storage = heap) Wheel {
  int spokes = 32;
};
struct FERRULE_CLASS() Tool {
  int size = 3;
};
struct FERRULE_CLASS() Bicycle {
  Wheel front;
  Tool tool;
};
FERRULE_FUNCTION() inline int melt(std::unique_ptr<Wheel> wheel) { return wheel->spokes; }
FERRULE_FUNCTION() inline int borrow_tool(std::shared_ptr<Tool> tool) { return tool->size; }
FERRULE_FUNCTION() inline int spokes_of(const Wheel& wheel) { return wheel.spokes; }

// Parts that hold references to Python objects.
struct FERRULE_CLASS() Drawer {
  ferrule::Py<> content;
  void put(ferrule::Py<> object) { content = std::move(object); }
};
struct FERRULE_CLASS() Desk {
  Drawer drawer;
};
// Holds what refers to a part of it.
struct FERRULE_CLASS(subclass = False) Shelf {
  Point corner;
  Flag flag;
  std::vector<ferrule::Py<>> things;
  void add(ferrule::Py<> thing) { things.push_back(std::move(thing)); }
};

// Lends an object of C++'s to Python.
class FERRULE_CLASS() Visitor {
 public:
  virtual ~Visitor() = default;
  virtual void visit(Line& line) { static_cast<void>(line); }
  virtual void visit_crate(Crate& crate) { static_cast<void>(crate); }
};
FERRULE_FUNCTION() inline double lend(Visitor& visitor) {
  Line line;
  visitor.visit(line);
  return line.start.x;
}
FERRULE_FUNCTION() inline void lend_crate(Visitor& visitor) {
  Crate crate;
  visitor.visit_crate(crate);
}

// A part that can be iterated over.
class FERRULE_CLASS() Bag {
 public:
  explicit Bag(std::vector<int> items = {}) : items_(items.begin(), items.end()) {}
  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }
  void clear() { items_.clear(); }

 private:
  std::list<int> items_;
};
struct FERRULE_CLASS() Holder {
  explicit Holder(std::vector<int> items) : bag(std::move(items)) {}
  void empty() { bag.clear(); }
  Bag bag;
};
struct FERRULE_CLASS() Box {
  explicit Box(std::vector<int> items) : holder(std::move(items)) {}
  Holder holder;
};
FERRULE_FUNCTION() inline void empty(Holder& holder) { holder.empty(); }

FERRULE_FUNCTION() inline double sum_of(const Point& point) { return point.sum(); }
FERRULE_FUNCTION() inline double sum_of_all(const std::vector<Point>& points) {
  double sum = 0;
  for (const Point& point : points) sum += point.sum();
  return sum;
}
FERRULE_FUNCTION() inline Point copy_of(Point point) { return point; }

}  // namespace parts

#endif  // FERRULE_TESTS_BEHAVIOUR_PARTS_H_
