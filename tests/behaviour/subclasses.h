// What Python makes of bound classes: by metaclasses, of several at once, with objects that come
// back from their __del__.
#ifndef FERRULE_TESTS_BEHAVIOUR_SUBCLASSES_H_
#define FERRULE_TESTS_BEHAVIOUR_SUBCLASSES_H_

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "ferrule/ferrule.h"

namespace subclasses {

inline int alive = 0;
FERRULE_FUNCTION() inline int count_alive() { return alive; }

/// Counts its objects.
class FERRULE_SKIP() Counting {
 public:
  Counting() { ++alive; }
  Counting(const Counting&) { ++alive; }
  ~Counting() { --alive; }
};

/// Refers to another object, which the garbage collector sees.
class FERRULE_CLASS() Node {
 public:
  explicit Node(int number = 1) : number_(number) {}
  int number() const { return number_; }
  void link(ferrule::Py<> next) { next_ = std::move(next); }
  ferrule::Py<> next(ferrule::Python py) const { return next_.clone_ref(py); }
  bool is_linked() const { return static_cast<bool>(next_); }

 private:
  int number_;
  ferrule::Py<> next_;
  Counting counting_;
};

/// The same where C++ may share it.
class FERRULE_CLASS() SharedNode : public std::enable_shared_from_this<SharedNode> {
 public:
  SharedNode() = default;
  void link(ferrule::Py<> next) { next_ = std::move(next); }
  ferrule::Py<> next(ferrule::Python py) const { return next_.clone_ref(py); }
  bool is_linked() const { return static_cast<bool>(next_); }

 private:
  ferrule::Py<> next_;
  Counting counting_;
};
inline std::shared_ptr<SharedNode> kept_node;
FERRULE_FUNCTION() inline void keep_node(std::shared_ptr<SharedNode> node) {
  kept_node = std::move(node);
}
FERRULE_FUNCTION() inline std::shared_ptr<SharedNode> kept() { return kept_node; }

/// The same with a method that Python overrides.
class FERRULE_CLASS() Animal : public std::enable_shared_from_this<Animal> {
 public:
  Animal() = default;
  Animal(const Animal&) = delete;
  virtual ~Animal() = default;
  virtual std::string sound() const { return "..."; }
  void link(ferrule::Py<> next) { next_ = std::move(next); }
  ferrule::Py<> next(ferrule::Python py) const { return next_.clone_ref(py); }
  bool is_linked() const { return static_cast<bool>(next_); }

 private:
  ferrule::Py<> next_;
  Counting counting_;
};
inline std::shared_ptr<Animal> kept_animal;
FERRULE_FUNCTION() inline void keep_animal(std::shared_ptr<Animal> animal) {
  kept_animal = std::move(animal);
}
FERRULE_FUNCTION() inline std::string kept_sound() {
  return kept_animal == nullptr ? "none" : kept_animal->sound();
}

/// Two classes that have nothing in common.
class FERRULE_CLASS(storage = heap) Left {
 public:
  explicit Left(int value = 1) : value_(value) {}
  int left() const { return value_; }
  int value() const { return value_; }

 private:
  int value_;
};
class FERRULE_CLASS(storage = heap) Right {
 public:
  explicit Right(int value = 2) : value_(value) {}
  int right() const { return value_; }
  int value() const { return value_; }

 private:
  int value_;
};
FERRULE_FUNCTION() inline int take_left(const Left& left) { return left.left(); }
FERRULE_FUNCTION() inline int take_right(const Right& right) { return right.right(); }

/// In its instance.
class FERRULE_CLASS(storage = inline) Solid {
 public:
  Solid() = default;
  int value = 3;
};
class FERRULE_CLASS(storage = inline) Hollow {
 public:
  Hollow() = default;
  int value = 4;
};

/// A base and what is derived from it in C++.
class FERRULE_CLASS() Base {
 public:
  explicit Base(std::string name) : name_(std::move(name)) {
    if (name_.empty()) throw std::invalid_argument("no name");
  }
  virtual ~Base() = default;
  virtual std::string title() const { return "base " + name_; }
  const std::string& name() const { return name_; }

 private:
  std::string name_;
};
class FERRULE_CLASS() Derived : public Base {
 public:
  explicit Derived(const std::string& name) : Base(name) {}
  std::string title() const override { return "derived " + name(); }
};

}  // namespace subclasses

#endif  // FERRULE_TESTS_BEHAVIOUR_SUBCLASSES_H_
