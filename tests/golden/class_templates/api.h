// Instances of class templates: bound by an alias, and as the base of a class.
#ifndef FERRULE_TESTS_GOLDEN_CLASS_TEMPLATES_API_H_
#define FERRULE_TESTS_GOLDEN_CLASS_TEMPLATES_API_H_

#include "ferrule/ferrule.h"

namespace api {

template <class Derived>
struct Doubled {
  /// Twice the value.
  int doubled() const { return 2 * static_cast<const Derived&>(*this).value(); }
};

template <class T, int N = 1>
class Box {
 public:
  enum class State { kOpen, kShut };
  explicit Box(T item, int count = N) : item_(item), count_(count) {}
  /// What is in it.
  T item() const { return item_; }
  int count() const { return count_; }
  Box operator+(const Box& other) const { return Box(item_ + other.item_, count_); }
  State state = State::kShut;

 private:
  T item_;
  int count_;
};

using FloatBox FERRULE_CLASS() = Box<float, 2>;

class FERRULE_CLASS() Number : public Doubled<Number> {
 public:
  explicit Number(int value) : value_(value) {}
  int value() const { return value_; }

 private:
  int value_;
};

}  // namespace api

#endif  // FERRULE_TESTS_GOLDEN_CLASS_TEMPLATES_API_H_
