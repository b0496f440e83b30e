// A method that returns its object returns the same Python object.
#ifndef FERRULE_TESTS_GOLDEN_RETURNING_SELF_API_H_
#define FERRULE_TESTS_GOLDEN_RETURNING_SELF_API_H_

#include "ferrule/ferrule.h"

namespace golden {

class FERRULE_CLASS() Builder {
 public:
  Builder& add(int amount) {
    sum_ += amount;
    return *this;
  }
  Builder& operator()() { return *this; }
  int sum() const { return sum_; }

 private:
  int sum_ = 0;
};

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_RETURNING_SELF_API_H_
