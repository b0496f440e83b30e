// Views of memory that outlive what they show, or would.
#ifndef FERRULE_TESTS_BEHAVIOUR_EXPORTS_H_
#define FERRULE_TESTS_BEHAVIOUR_EXPORTS_H_

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "ferrule/ferrule.h"

namespace exports {

/// Can be given away.
class FERRULE_CLASS() Crate {
 public:
  explicit Crate(int size) : bytes_(static_cast<std::size_t>(size), 7) {}
  FERRULE_METHOD(name = "__buffer__") std::span<unsigned char> memory() { return bytes_; }
  FERRULE_METHOD(name = "__len__") int size() const { return static_cast<int>(bytes_.size()); }

 private:
  std::vector<unsigned char> bytes_;
};
FERRULE_FUNCTION() inline int ship(std::unique_ptr<Crate> crate) { return crate->size(); }

/// In its instance.
class FERRULE_CLASS(storage = inline) Tile {
 public:
  explicit Tile(int size) : numbers_(static_cast<std::size_t>(size), 1.5) {}
  FERRULE_METHOD(name = "__buffer__") std::span<const double> memory() const { return numbers_; }

 private:
  std::vector<double> numbers_;
};

/// Has a part that has memory.
class FERRULE_CLASS(storage = heap) Wall {
 public:
  Wall() = default;
  Tile tile{3};
};
FERRULE_FUNCTION() inline void sell(std::unique_ptr<Wall> wall) { wall.reset(); }

/// Hands objects of C++'s to Python for a call.
class FERRULE_CLASS() Worker {
 public:
  Worker() = default;
  virtual ~Worker() = default;
  virtual void lift(Crate& crate) { (void)crate; }
  virtual void lay(const Tile& tile) { (void)tile; }
  virtual void build(const Wall& wall) { (void)wall; }
  void work() {
    Crate crate(4);
    lift(crate);
    lay(Tile(4));
    build(Wall());
  }
};

/// Says who uses it.
class FERRULE_CLASS(borrow_checked = True) Stack {
 public:
  Stack() = default;
  FERRULE_METHOD(name = "__buffer__") std::span<int> memory() { return numbers_; }
  void push(int number) { numbers_.push_back(number); }
  int sum() const {
    int sum = 0;
    for (const int number : numbers_) sum += number;
    return sum;
  }

 private:
  std::vector<int> numbers_;
};

/// The same, where it can be given away.
class FERRULE_CLASS(borrow_checked = True) Pile {
 public:
  Pile() = default;
  FERRULE_METHOD(name = "__buffer__") std::span<const int> memory() const { return numbers_; }
  void push(int number) { numbers_.push_back(number); }

 private:
  std::vector<int> numbers_;
};
FERRULE_FUNCTION() inline void drop(std::unique_ptr<Pile> pile) { pile.reset(); }

/// Shared with C++, which may own it alone.
class FERRULE_CLASS() Pool : public std::enable_shared_from_this<Pool> {
 public:
  Pool() : numbers_(3, 2.5F) {}
  FERRULE_METHOD(name = "__buffer__") std::span<float> memory() { return numbers_; }

 private:
  std::vector<float> numbers_;
};

/// Whose methods Python overrides, and which C++ takes for itself.
class FERRULE_CLASS() Robot {
 public:
  Robot() : bytes_(4, 1) {}
  virtual ~Robot() = default;
  virtual void run() {}
  FERRULE_METHOD(name = "__buffer__") std::span<unsigned char> memory() { return bytes_; }

 private:
  std::vector<unsigned char> bytes_;
};
FERRULE_FUNCTION() inline void launch(std::unique_ptr<Robot> robot) { robot->run(); }

}  // namespace exports

#endif  // FERRULE_TESTS_BEHAVIOUR_EXPORTS_H_
