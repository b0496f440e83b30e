// A value on the heap: what lets a type contain itself and still be copied and compared like any
// other value.
#ifndef FERRULE_GENERATOR_IR_BOX_H_
#define FERRULE_GENERATOR_IR_BOX_H_

#include <memory>
#include <utility>

namespace ferrule::ir {

template <class T>
class Box {
 public:
  Box(T value)
      : value_(std::make_unique<T>(std::move(value))) {
  }  // NOLINT: a box stands wherever its value does
  Box(const Box& other) : value_(std::make_unique<T>(*other)) {}
  Box(Box&&) noexcept = default;
  Box& operator=(Box other) noexcept {
    value_ = std::move(other.value_);
    return *this;
  }

  const T& operator*() const { return *value_; }
  const T* operator->() const { return value_.get(); }

  friend bool operator==(const Box& a, const Box& b) { return *a == *b; }

 private:
  std::unique_ptr<T> value_;
};

}  // namespace ferrule::ir

#endif  // FERRULE_GENERATOR_IR_BOX_H_
