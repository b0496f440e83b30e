// Classes that are derived from one another, overridden in Python, given away and shared, for both
// sides of the benchmark.
#ifndef FERRULE_BENCHMARKS_OBJECTS_H_
#define FERRULE_BENCHMARKS_OBJECTS_H_

#include <memory>

#include "ferrule/ferrule.h"

namespace core {

class FERRULE_CLASS() Shape {
 public:
  Shape() = default;
  Shape(const Shape&) = delete;
  Shape& operator=(const Shape&) = delete;
  virtual ~Shape() = default;

  virtual double area() const { return 1; }
  int sides() const { return sides_; }

 private:
  int sides_ = 4;
};

class FERRULE_CLASS(subclass = False) Square : public Shape {
 public:
  explicit Square(double side) : side_(side) {}

  double area() const override { return side_ * side_; }
  double side() const { return side_; }

 private:
  double side_;
};

FERRULE_FUNCTION() inline double area_of(const Shape& shape) { return shape.area(); }

class FERRULE_CLASS() Crate {
 public:
  explicit Crate(int weight) : weight_(weight) {}

  int weight() const { return weight_; }

 private:
  int weight_;
};

FERRULE_FUNCTION() inline std::unique_ptr<Crate> make_crate(int weight) {
  return std::make_unique<Crate>(weight);
}
FERRULE_FUNCTION() inline int take_crate(std::unique_ptr<Crate> crate) { return crate->weight(); }

class FERRULE_CLASS() Session {
 public:
  explicit Session(int number) : number_(number) {}

  int number() const { return number_; }

 private:
  int number_;
};

FERRULE_FUNCTION() inline std::shared_ptr<Session> make_session(int number) {
  return std::make_shared<Session>(number);
}
FERRULE_FUNCTION() inline int number_of(const std::shared_ptr<Session>& session) {
  return session->number();
}
FERRULE_FUNCTION() inline std::shared_ptr<Session> same(std::shared_ptr<Session> session) {
  return session;
}

}  // namespace core

#endif  // FERRULE_BENCHMARKS_OBJECTS_H_
