// A module that needs no lock of the interpreter's: its objects have locks of their own.
#ifndef FERRULE_TESTS_GOLDEN_FREE_THREADED_API_H_
#define FERRULE_TESTS_GOLDEN_FREE_THREADED_API_H_

#include <atomic>

#include "ferrule/ferrule.h"

FERRULE_MODULE(free_threaded);

namespace golden {

class FERRULE_CLASS(subclass = False) Account {
 public:
  long balance() const { return balance_; }
  void move_to(Account& other, long amount) {
    balance_ -= amount;
    other.balance_ += amount;
  }

 private:
  long balance_ = 0;
};

/// Nothing of it is exported that changes it: there is no lock to take.
class FERRULE_CLASS(subclass = False) Name {
 public:
  explicit Name(int number) : number_(number) {}
  int number() const { return number_; }

 private:
  int number_;
};

/// It sees to that itself.
class FERRULE_CLASS(synchronized, subclass = False) Count {
 public:
  void add() { ++count_; }

 private:
  std::atomic<long> count_{0};
};

}  // namespace golden

#endif  // FERRULE_TESTS_GOLDEN_FREE_THREADED_API_H_
