// Virtual methods that Python overrides.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "ferrule/ferrule.h"

namespace overrides {

inline int alive = 0;
FERRULE_FUNCTION() inline int count_alive() { return alive; }

struct FERRULE_CLASS() Value {
  int n = 0;
};

class FERRULE_CLASS() Shape {
 public:
  Shape(const Shape&) = delete;
  virtual ~Shape() { --alive; }

  virtual double area() const = 0;
  virtual std::string name() const { return "shape"; }
  virtual std::string describe(int times, const std::string& mark) const {
    std::string text;
    for (int i = 0; i < times; ++i) text += name() + mark;
    return text;
  }
  virtual int quiet(int x) const noexcept { return x; }
  virtual void visit(Value& value) const { value.n += 1; }
  virtual void meet(Shape& other) const { static_cast<void>(other); }
  FERRULE_METHOD(override = False) virtual int set(int x) const { return x; }
  FERRULE_GETTER() virtual int sides() const { return sides_; }
  virtual std::vector<int> list(std::vector<int> values) const { return values; }
  // Calls what is protected.
  int hooked(int x) const { return hook(x); }
  virtual int fixed() const final { return 5; }

 protected:
  explicit Shape(int sides = 0) : sides_(sides) { ++alive; }
  virtual int hook(int x) const { return x; }

 private:
  virtual int secret() const { return 1; }
  int sides_;
};

class FERRULE_CLASS() Square : public Shape {
 public:
  explicit Square(double side) : Shape(4), side(side) {}
  double area() const override { return side * side; }
  double side;
};

FERRULE_FUNCTION() inline double area_of(const Shape& shape) { return shape.area(); }
FERRULE_FUNCTION() inline std::string name_of(const Shape& shape) { return shape.name(); }
FERRULE_FUNCTION() inline std::string describe(const Shape& shape) {
  return shape.describe(2, "!");
}
FERRULE_FUNCTION() inline int quiet_of(const Shape& shape, int x) { return shape.quiet(x); }
FERRULE_FUNCTION() inline int set_of(const Shape& shape, int x) { return shape.set(x); }
FERRULE_FUNCTION() inline int sides_of(const Shape& shape) { return shape.sides(); }
FERRULE_FUNCTION() inline std::vector<int> list_of(const Shape& shape) {
  return shape.list({1, 2});
}
FERRULE_FUNCTION() inline int visit(const Shape& shape) {
  Value value;
  shape.visit(value);
  return value.n;
}
FERRULE_FUNCTION() void meet(const Shape& shape);
// On a thread that Python has never seen.
FERRULE_FUNCTION() inline double area_elsewhere(ferrule::Python py, const Shape& shape) {
  double area = 0;
  py.detach([&] { std::thread([&] { area = shape.area(); }).join(); });
  return area;
}
FERRULE_FUNCTION() inline std::string caught(const Shape& shape) {
  try {
    shape.area();
  } catch (const std::exception& error) {
    return error.what();
  }
  return "";
}
FERRULE_FUNCTION() inline double not_caught(const Shape& shape) {
  try {
    return shape.area();
  } catch (const std::out_of_range&) {
    return -1;  // what Python raises is a PyErr, whatever its kind
  }
}

inline void meet(const Shape& shape) {
  Square square(2);
  shape.meet(square);
}

// --- Given away ---

inline std::unique_ptr<Shape> stored;
FERRULE_FUNCTION() inline void store(std::unique_ptr<Shape> shape) { stored = std::move(shape); }
FERRULE_FUNCTION() inline double use_and_drop(std::unique_ptr<Shape> shape) {
  return shape->area();
}
FERRULE_FUNCTION() inline double stored_area() { return stored->area(); }
FERRULE_FUNCTION() inline std::unique_ptr<Shape> take() { return std::move(stored); }
FERRULE_FUNCTION() inline void drop() { stored.reset(); }
FERRULE_FUNCTION() inline void drop_elsewhere(ferrule::Python py) {
  py.detach([] { std::thread([] { stored.reset(); }).join(); });
}
FERRULE_FUNCTION() inline void store_two(std::unique_ptr<Shape> first,
                                         std::unique_ptr<Shape> second) {
  static_cast<void>(first);
  static_cast<void>(second);
}

FERRULE_FUNCTION() inline void replace(std::unique_ptr<Shape>&& shape) {
  shape = std::make_unique<Square>(6);
}
FERRULE_FUNCTION() inline void swap_with_stored(std::unique_ptr<Shape>&& shape) {
  std::swap(shape, stored);
}
FERRULE_FUNCTION() inline std::unique_ptr<Shape> pass(std::unique_ptr<Shape> shape) {
  return shape;
}

// --- Shared ---

class FERRULE_CLASS() Listener : public std::enable_shared_from_this<Listener> {
 public:
  Listener() { ++alive; }
  Listener(const Listener&) = delete;
  virtual ~Listener() { --alive; }
  virtual int heard(int what) { return what; }
  virtual void met(Listener& other) { static_cast<void>(other); }
  virtual void itself(const Listener& other) { static_cast<void>(other); }
  std::shared_ptr<Listener> self() { return shared_from_this(); }
};

FERRULE_FUNCTION() inline void introduce_self(Listener& listener) { listener.itself(listener); }
FERRULE_FUNCTION() inline void introduce(Listener& listener) {
  Listener other;
  listener.met(other);
}

inline std::weak_ptr<Listener> watched;
FERRULE_FUNCTION() inline void watch(std::weak_ptr<Listener> listener) {
  watched = std::move(listener);
}
FERRULE_FUNCTION() inline int ping(int what) {
  const std::shared_ptr<Listener> listener = watched.lock();
  return listener == nullptr ? -1 : listener->heard(what);
}
FERRULE_FUNCTION() inline bool have_one_owner(const std::shared_ptr<Listener>& a,
                                              const std::shared_ptr<Listener>& b) {
  return !a.owner_before(b) && !b.owner_before(a);
}

inline std::vector<std::shared_ptr<Listener>> listeners;
FERRULE_FUNCTION() inline void listen(std::shared_ptr<Listener> listener) {
  listeners.push_back(std::move(listener));
}
FERRULE_FUNCTION() inline std::vector<int> tell(int what) {
  std::vector<int> answers;
  for (const auto& listener : listeners) answers.push_back(listener->heard(what));
  return answers;
}
FERRULE_FUNCTION() inline std::vector<std::shared_ptr<Listener>> hang_up() {
  return std::move(listeners);
}

// --- Callables, and members that hold references ---

class FERRULE_CLASS() Functor {
 public:
  virtual ~Functor() = default;
  virtual int operator()(int x) const { return x; }
  void hold(ferrule::Py<> object) { object_ = std::move(object); }

 private:
  ferrule::Py<> object_;
};
class FERRULE_CLASS() Farm {
 public:
  void add(std::unique_ptr<Functor> functor) { functors_.push_back(std::move(functor)); }
  void add_shape(std::unique_ptr<Shape> shape) { shape_ = std::move(shape); }

 private:
  std::vector<std::unique_ptr<Functor>> functors_;
  std::unique_ptr<Shape> shape_;
};
FERRULE_FUNCTION() inline int apply(const Functor& functor, int x) { return functor(x); }

// Names that the glue has, too, and methods that look alike.
namespace overrider {
class FERRULE_CLASS(name = "Overrider") overrider {
 public:
  virtual ~overrider() = default;
  FERRULE_GETTER() virtual int legs() const noexcept { return 4; }
  FERRULE_METHOD(name = "constant") virtual int f() const { return 1; }
  FERRULE_METHOD(name = "changing") virtual int f() { return 2; }
  virtual int missing() const noexcept = 0;
};
}  // namespace overrider
FERRULE_FUNCTION() inline std::vector<int> all_of(overrider::overrider& object) {
  const overrider::overrider& constant = object;
  return {object.legs(), constant.f(), object.f(), object.missing()};
}

// Nothing to override: Python derives from it all the same.
class FERRULE_CLASS() OnlyDestructor {
 public:
  virtual ~OnlyDestructor() = default;
  int value() const { return 3; }
};

}  // namespace overrides
