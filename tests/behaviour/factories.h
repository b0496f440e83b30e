#ifndef FERRULE_TESTS_BEHAVIOUR_FACTORIES_H_
#define FERRULE_TESTS_BEHAVIOUR_FACTORIES_H_

#include <cmath>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "ferrule/ferrule.h"

namespace factories {

/// Cannot be copied or moved, nor made by anybody else.
class FERRULE_CLASS() Angle {
 public:
  Angle(const Angle&) = delete;

  /// Of so many degrees.
  FERRULE_INIT() static Angle FromDegrees(double degrees) { return Angle(degrees); }
  /// Of so many turns, as text says.
  FERRULE_INIT() static const Angle parse(const std::string& text) {
    if (text.empty()) throw std::invalid_argument("no angle");
    return Angle(360 * std::stod(text));
  }

  double degrees() const { return degrees_; }

 private:
  explicit Angle(double degrees) : degrees_(degrees) {}

  double degrees_;
};

/// By its constructor, or by a factory.
class FERRULE_CLASS() Point {
 public:
  Point(int x, int y) : x(x), y(y) {}
  FERRULE_INIT() static Point diagonal(int both, int steps = 1) {
    return {both * steps, both * steps};
  }
  static Point origin() { return {0, 0}; }

  int x;
  int y;
};

inline int alive = 0;
FERRULE_FUNCTION() inline int count_alive() { return alive; }

/// What C++ knows as one of several classes, of which Python sees this alone.
class FERRULE_CLASS() Shape {
 public:
  Shape() { ++alive; }
  Shape(const Shape&) = delete;
  virtual ~Shape() { --alive; }
  FERRULE_METHOD(override = False) virtual double area() const = 0;

  FERRULE_INIT() static std::unique_ptr<Shape> make(const std::string& kind, double size);
};

class Square : public Shape {
 public:
  explicit Square(double side) : side_(side) {}
  double area() const override { return side_ * side_; }

 private:
  double side_;
};

inline std::unique_ptr<Shape> Shape::make(const std::string& kind, double size) {
  if (kind == "square") return std::make_unique<Square>(size);
  if (kind == "nothing") return nullptr;
  throw std::invalid_argument("no kind of shape: " + kind);
}

/// Shared with C++, which keeps the last one.
class FERRULE_CLASS() Session : public std::enable_shared_from_this<Session> {
 public:
  FERRULE_INIT() static std::shared_ptr<Session> open(const std::string& name, bool again = false) {
    if (!again || last == nullptr) last = std::shared_ptr<Session>(new Session(name));
    return last;
  }
  static std::shared_ptr<Session> latest() { return last; }
  static void forget() { last = nullptr; }
  std::shared_ptr<Session> same() { return shared_from_this(); }

  const std::string name;

 private:
  explicit Session(const std::string& name) : name(name) {}

  static inline std::shared_ptr<Session> last FERRULE_SKIP();
};

/// Python may override what it does, but not of what a factory makes.
class FERRULE_CLASS() Task {
 public:
  Task() = default;
  virtual ~Task() = default;
  virtual int run() { return 1; }
  FERRULE_INIT() static std::unique_ptr<Task> repeated(int times);
};

class Repeated : public Task {
 public:
  explicit Repeated(int times) : times_(times) {}
  int run() override { return times_; }

 private:
  int times_;
};

inline std::unique_ptr<Task> Task::repeated(int times) { return std::make_unique<Repeated>(times); }

FERRULE_FUNCTION() inline int run(Task& task) { return task.run(); }

}  // namespace factories

#endif  // FERRULE_TESTS_BEHAVIOUR_FACTORIES_H_
