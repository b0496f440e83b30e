// A class whose instances are called like functions, and that holds what it calls.
#ifndef FERRULE_TESTS_GOLDEN_CALLABLE_API_H_
#define FERRULE_TESTS_GOLDEN_CALLABLE_API_H_

#include <atomic>
#include <utility>

#include "ferrule/ferrule.h"

namespace golden {

class FERRULE_CLASS() Counter {
 public:
  explicit Counter(ferrule::Py<> wraps) : wraps_(std::move(wraps)) {}

  FERRULE_GETTER() int count() const { return count_; }

  FERRULE_METHOD(name = "__call__", signature = (*args, **kwargs))
  ferrule::Bound<> call(ferrule::Python py, ferrule::Args args, ferrule::Kwargs kwargs) const {
    ++count_;
    return wraps_.bind(py)(args, kwargs);
  }

 private:
  mutable std::atomic<int> count_{0};
  ferrule::Py<> wraps_;
};

/// operator() is __call__.
struct FERRULE_CLASS() Adder {
  int operator()(int a, int b = 1) const { return a + b; }
};

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_CALLABLE_API_H_
