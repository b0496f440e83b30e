// Classes that are derived from one another.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

namespace inheritance {

// --- One base, values ---

struct FERRULE_CLASS() Point {
  int x = 0;
  int y = 0;
  int sum() const { return x + y; }
  Point& shift(int by) {
    x += by;
    return *this;
  }
};

/// A point with a height.
struct FERRULE_CLASS() Point3 : Point {
  Point3(int x, int y, int z) : Point{x, y}, z(z) {}
  int z;
  int sum3() const { return sum() + z; }
};

FERRULE_FUNCTION() inline int sum_of(const Point& point) { return point.sum(); }
FERRULE_FUNCTION() inline Point as_point(const Point& point) { return point; }
FERRULE_FUNCTION() inline void set_x(Point& point, int x) { point.x = x; }

// --- Several bases, one of which is not bound ---

inline int alive = 0;
FERRULE_FUNCTION() inline int count_alive() { return alive; }

class FERRULE_CLASS(subclass = False) Named {
 public:
  explicit Named(std::string name) : name_(std::move(name)) { ++alive; }
  Named(const Named&) = delete;
  virtual ~Named() { --alive; }
  std::string name() const { return name_; }
  virtual std::string kind() const { return "named"; }
  static std::string motto() { return "all have names"; }

 private:
  std::string name_;
};

/// Is not bound: its members are those of what is derived from it.
struct Movable {
  double x = 0;
  double y = 0;
  void move(double dx, double dy) {
    x += dx;
    y += dy;
  }
  std::string kind() const { return "movable"; }
  static int dimensions() { return 2; }
};

class FERRULE_CLASS(subclass = False) Coloured {
 public:
  virtual ~Coloured() = default;
  std::string colour = "none";
};

class FERRULE_CLASS(subclass = False) Shape : public Movable, public Named, public Coloured {
 public:
  using Named::Named;
  std::string kind() const override { return "shape"; }
};

class FERRULE_CLASS(subclass = False) Square : public Shape {
 public:
  Square(std::string name, double side) : Shape(std::move(name)), side(side) {}
  std::string kind() const override { return "square"; }
  double side;
};

/// Is not bound: what is one is the nearest class that is.
class Rhombus : public Shape {
 public:
  Rhombus() : Shape("r") {}
};

FERRULE_FUNCTION() inline std::string describe(const Named& named) {
  return named.kind() + " " + named.name();
}
FERRULE_FUNCTION() inline std::string colour_of(const Coloured* coloured) {
  return coloured == nullptr ? "" : coloured->colour;
}

FERRULE_FUNCTION() inline std::unique_ptr<Named> make(int which) {
  if (which == 0) return std::make_unique<Named>("n");
  if (which == 1) return std::make_unique<Shape>("s");
  if (which == 2) return std::make_unique<Square>("q", 2);
  return std::make_unique<Rhombus>();
}
FERRULE_FUNCTION() inline std::unique_ptr<Coloured> make_coloured() {
  return std::make_unique<Square>("c", 3);
}
FERRULE_FUNCTION() inline std::string consume(std::unique_ptr<Named> named) {
  return named->kind();
}
FERRULE_FUNCTION() inline std::string which(const Named&) { return "Named"; }
FERRULE_FUNCTION() inline std::string which(const Square&) { return "Square"; }
FERRULE_FUNCTION() inline std::string which(const Shape&) { return "Shape"; }

// --- A destructor that is not virtual ---

struct FERRULE_CLASS() Plain {
  int value = 1;
};
struct FERRULE_CLASS() Extended : Plain {
  std::string text = "text";
};
FERRULE_FUNCTION() inline int take_plain(std::unique_ptr<Plain> plain) { return plain->value; }

// --- A diamond, shared ---

class FERRULE_CLASS(subclass = False) Node : public std::enable_shared_from_this<Node> {
 public:
  Node() { ++alive; }
  Node(const Node&) = delete;
  virtual ~Node() { --alive; }
  virtual int weight() const { return 1; }
  int id = 7;
};
class FERRULE_CLASS(subclass = False) Left : public virtual Node {
 public:
  int left = 1;
};
class FERRULE_CLASS(subclass = False) Right : public virtual Node {
 public:
  int right = 2;
};
class FERRULE_CLASS(subclass = False) Both : public Left, public Right {
 public:
  int weight() const override { return 2; }
};

inline std::vector<std::shared_ptr<Node>> kept;
FERRULE_FUNCTION() inline long keep(std::shared_ptr<Node> node) {
  kept.push_back(node);
  return node.use_count();
}
FERRULE_FUNCTION() inline std::vector<std::shared_ptr<Node>> drop() { return std::move(kept); }
FERRULE_FUNCTION() inline int weight_of(const std::shared_ptr<Right>& right) {
  return right->weight() + right->right;
}

// --- References to Python objects on both sides ---

class FERRULE_CLASS() Holder {
 public:
  void hold(ferrule::Py<> object) { object_ = std::move(object); }

 private:
  ferrule::Py<> object_;
};
class FERRULE_CLASS() Keeper : public Holder {
 public:
  void keep(ferrule::Py<> object) { objects_.push_back(std::move(object)); }

 private:
  std::vector<ferrule::Py<>> objects_;
};

// --- Callables ---

class FERRULE_CLASS() Caller {
 public:
  int operator()(int x) const { return x + base; }
  int base = 10;
};
class FERRULE_CLASS() DerivedCaller : public Caller {
 public:
  int more = 1;
};

// --- Introduced by name ---

class FERRULE_CLASS() Overloaded : public Point {
 public:
  using Point::sum;
  int sum(int more) const { return Point::sum() + more; }
};

// --- What C++ does not find, or does not tell apart ---

struct Open {
  int seen() const { return 1; }
  int hidden() const { return 2; }
  int withdrawn() const { return 3; }
  int field = 4;
  virtual ~Open() = default;
  virtual int guarded() const { return 5; }
};
class FERRULE_CLASS() Hides : public Open {
 public:
  int all() const { return hidden() + field; }

 protected:
  int guarded() const override { return 50; }

 private:
  using Open::withdrawn;
  int hidden() const { return 20; }
  int field = 40;
};

struct Root {
  virtual ~Root() = default;
  virtual int twice() const { return 1; }
  int also_twice() const { return 2; }
};
struct One : Root {
  virtual int alike() const { return 3; }
};
struct Two : Root {
  virtual int alike() const { return 4; }
};
class FERRULE_CLASS() Ambiguous : public One, public Two {
 public:
  virtual int own() const { return 5; }
};

class FERRULE_CLASS() Private : private Open {
 public:
  using Open::seen;
  virtual int own() const { return guarded(); }
};
FERRULE_FUNCTION() inline int own_of(const Private& object) { return object.own(); }

}  // namespace inheritance
